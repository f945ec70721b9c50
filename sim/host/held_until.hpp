// Until when a port's last connection holds it: live, then clear of its TIME_WAIT too.
#pragma once

#include "sim/engine/sim_time.hpp"

namespace portsim {

struct HeldUntil {
  SimTime bound;
  SimTime clear;
  bool operator==(const HeldUntil&) const = default;
};

}  // namespace portsim
