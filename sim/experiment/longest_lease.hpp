// How long a port is gone where it is gone longest, on average over the holding time: within that time every
// port of the host comes back.
#pragma once

#include <optional>

#include "models/vocabulary/duration.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// Nothing: some connections are never closed.
std::optional<Duration> longest_lease(const Scenario&);

// Whether the run changes, so that failures could end with it. Of a load that stays the last failure of a run
// is only the last.
bool may_recover(const Scenario&);

// The load stays as it is from the beginning of the run to its end, and every port that is taken comes back.
bool has_long_run(const Scenario&);

}  // namespace portsim
