// How long a port is gone where it is gone longest, on average over the holding time: within that time every
// port of the host comes back.
#pragma once

#include <optional>

#include "models/vocabulary/duration.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// Nothing: some connections are never closed.
std::optional<Duration> longest_lease(const Scenario&);

}  // namespace portsim
