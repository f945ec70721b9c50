// What a workload comes to at most, whatever its clients do.
#pragma once

#include "models/vocabulary/duration.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

Duration longest_round_trip(const Workload&, const Scenario&);

// The host closes some of its connections first, and has their TIME_WAIT.
bool may_enter_time_wait(const Workload&);

}  // namespace portsim
