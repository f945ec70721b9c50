#include "sim/experiment/twin_tally.hpp"

#include <algorithm>

namespace portsim {

std::vector<std::int64_t> TwinTally::time_wait() const {
  std::vector<std::int64_t> levels;
  std::int64_t level = 0;
  for (std::size_t n = 0; n + 1 < time_wait_.size(); ++n) levels.push_back(level += time_wait_[n]);
  return levels;
}

std::int64_t TwinTally::live_at_most() const {
  std::int64_t level = 0;
  std::int64_t most = 0;
  for (const std::int64_t change : live_) most = std::max(most, level += change);
  return most;
}

}  // namespace portsim
