// How much of a trace a run uses.
#pragma once

#include <cstddef>

#include "sim/scenario/scenario.hpp"

namespace portsim {

// Rows at or after the instant at which the workload, or the run, ends: nothing connects for them. 0 where
// the client is no trace.
std::size_t rows_after_end(const Workload&, Duration run);

}  // namespace portsim
