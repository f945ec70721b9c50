// How often an open client attempts, and when. Attempts per second.
#pragma once

#include <optional>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/rate.hpp"
#include "models/workload/client_spec.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// One rate from beginning to end. Nothing: the phases differ, or attempts come in bursts.
std::optional<Rate> constant_rate(const OpenClient&);

// Of all users together, while none of their connects fails: each thinks, connects, and keeps the connection.
double turns_per_second(const ClosedClient&, const Workload&, const Service&);

// The part of the run in which an open client attempts.
struct ActiveSpan {
  Duration from;
  Duration until;
};
ActiveSpan active_span(const Workload&, const OpenClient&, const Scenario&);

// From an instant on to the end of the run.
double attempts_from(const TraceClient&, const Workload&, const Scenario&, Duration from);

bool is_there_throughout(const Workload&, const Scenario&);

// From an instant on to the end of the run.
double mean_rate(const OpenClient&, const ActiveSpan&, const Scenario&, Duration from);

// The largest rate of all clients together that is reached in that time.
double rate_max(const Scenario&, Duration from);

}  // namespace portsim
