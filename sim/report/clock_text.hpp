// The time since a run began, as a clock shows it.
#pragma once

#include <string>

#include "sim/engine/sim_time.hpp"

namespace portsim {

// "00:02:21.700"; what is shorter than a millisecond is left out.
std::string clock_text(SimTime);

}  // namespace portsim
