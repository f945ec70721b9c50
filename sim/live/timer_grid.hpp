// Where the kernel's timer grid stands, from when TIME_WAIT ended: entries leave in groups, at ticks that are
// equally far apart.
#pragma once

#include <optional>
#include <vector>

#include "models/vocabulary/duration.hpp"

#include "sim/experiment/live_measurement.hpp"

namespace portsim {

// The first tick of a run, between zero and `granularity`. Each fall of the level says that a tick lies
// between two samples; the answer is the middle of where most entries agree. Nothing: no entry left.
std::optional<Duration> phase_of_drops(const std::vector<TimeWaitSample>&, Duration granularity);

}  // namespace portsim
