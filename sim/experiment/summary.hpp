// From the tallies of the replications to the results: estimates with their intervals, theory laid beside,
// thresholds judged.
#pragma once

#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/ratio_estimate.hpp"
#include "sim/statistics/run_tally.hpp"

namespace portsim {

// How intervals are taken of these replications.
IntervalOptions interval_options(const Scenario& scenario, const std::vector<ReplicationTally>& tallies);

// `tallies` are of replications 0, 1, 2, ...; all of them or, after an interruption, the first ones.
Results summary_of(const Scenario& scenario, const std::vector<ReplicationTally>& tallies);

}  // namespace portsim
