// Failures that the replications of an experiment hardly see, if at all: estimated by splitting. Levels begin
// as theory has them for such a load, are adapted in pilot runs, and stay for the replications that count.
#pragma once

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// A threshold or a precision on the failure fraction cannot be judged, as (almost) no connect failed.
bool are_failures_too_rare(const Scenario&, const Results&);

// Depends on the scenario and on `replicated`, its results so far, only. Nothing: it was stopped.
std::optional<RareFailures> rare_failures(const Scenario&, const Results& replicated,
                                          const ExperimentOptions&);

}  // namespace portsim
