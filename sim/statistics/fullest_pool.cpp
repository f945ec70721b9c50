#include "sim/statistics/fullest_pool.hpp"

#include <algorithm>

namespace portsim {

FullestPool::FullestPool(const std::vector<PortCount>& pools) {
  for (const PortCount ports : pools) {
    pools_.push_back({ports});
    steps_ = std::max<std::int64_t>(steps_, ports);
  }
}

std::int64_t FullestPool::at(SimTime now) {
  while (!pending_.empty() && pending_.front().when <= now) {
    pools_[pending_.front().pool].in_use += pending_.front().by;
    std::pop_heap(pending_.begin(), pending_.end(), happens_later);
    pending_.pop_back();
  }
  std::int64_t fullest = 0;
  for (const Pool& pool : pools_)
    if (pool.ports > 0) fullest = std::max(fullest, pool.in_use * steps_ / pool.ports);
  return fullest;
}

void FullestPool::change(PoolIndex pool, SimTime when, std::int32_t by) {
  if (when == SimTime::never()) return;
  pending_.push_back({when, pool, by});
  std::push_heap(pending_.begin(), pending_.end(), happens_later);
}

}  // namespace portsim
