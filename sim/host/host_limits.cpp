#include "sim/host/host_limits.hpp"

#include <algorithm>
#include <functional>

namespace portsim {

Duration HalfOpenLimit::wait(SimTime now, Duration round_trip) {
  SimTime starts = now;
  if (answered_.size() == limit_) {
    starts = std::max(now, answered_.front());
    std::pop_heap(answered_.begin(), answered_.end(), std::greater<>{});
    answered_.pop_back();
  }
  answered_.push_back(starts + round_trip);
  std::push_heap(answered_.begin(), answered_.end(), std::greater<>{});
  return starts - now;
}

std::optional<TimeWaitEntry> TimeWaitCap::enter(const TimeWaitEntry& entry, SimTime now) {
  while (!entries_.empty() && entries_.front().until <= now) entries_.pop_front();
  entries_.push_back(entry);
  if (entries_.size() <= entries_max_) return std::nullopt;
  const TimeWaitEntry oldest = entries_.front();
  entries_.pop_front();
  return oldest;
}

}  // namespace portsim
