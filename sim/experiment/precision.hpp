// How many replications an experiment needs: as many as the scenario says, or, with `precision`, in growing
// rounds until the interval is narrow enough (methods of sequential stopping: A. Law, Simulation Modeling and
// Analysis, section 9.4). Rounds that grow by half lose little of the interval's coverage; a look after each
// replication would lose more.
#pragma once

#include <optional>

#include "sim/experiment/results.hpp"
#include "sim/experiment/tally_estimates.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Half the width of the interval over the estimate. Nothing: there is no interval, or nothing was seen.
std::optional<double> relative_half_width(const Estimate&);

bool is_precise(const Precision&, const Results&);

// In all, when those that have run came to `tallies`; as many as there are: enough.
int replications_wanted(const Scenario&, const Tallies&);

}  // namespace portsim
