#include "sim/host/time_wait_census.hpp"

#include <algorithm>

namespace portsim {

bool TimeWaitBuckets::enter(SimTime until, SimTime now) {
  for (; !endings_.empty() && endings_.front().when <= now; endings_.pop_front())
    entries_ -= endings_.front().entries;
  if (entries_ >= limit_) return false;
  ++entries_;
  const auto at = std::lower_bound(endings_.begin(), endings_.end(), until,
                                   [](const Ending& ending, SimTime when) { return ending.when < when; });
  if (at != endings_.end() && at->when == until)
    ++at->entries;
  else
    endings_.insert(at, {until, 1});
  return true;
}

void TimeWaitBuckets::leave(SimTime until) {
  const auto at = std::lower_bound(endings_.begin(), endings_.end(), until,
                                   [](const Ending& ending, SimTime when) { return ending.when < when; });
  if (at == endings_.end() || at->when != until) return;  // it is over, and has been counted as such
  --at->entries;
  --entries_;
}

}  // namespace portsim
