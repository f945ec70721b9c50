// How long TIME_WAIT keeps a four-tuple: 2 MSL as the system has it (RFC 9293, section 3.4.2), or longer by
// up to a tick where it ends only at the ticks of a coarse timer. When those come is the host's to know.
#pragma once

#include "models/vocabulary/duration.hpp"

namespace portsim {

struct TimeWaitLength {
  Duration least = Duration::zero();
  Duration granularity = Duration::zero();  // it ends at the first tick after `least`; 0: on time

  constexpr Duration longest() const { return least + granularity; }
  bool operator==(const TimeWaitLength&) const = default;
};

}  // namespace portsim
