// Whether what is counted of a run has left its beginning behind: by MSER-5 on the ports in use, over the
// mean of all replications.
#pragma once

#include <optional>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/tally_estimates.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Nothing: there is no long run to settle in, or too little of it was seen.
std::optional<Settling> settling_in(const Scenario&, const Tallies&);

// The scenario with the warm-up that it asks to be found (warm_up: mser), from its first replications,
// whatever their number; or as it is. Half of the duration at most; nothing where there is no long run to
// settle in.
Scenario with_warm_up_found(Scenario, const ExperimentOptions&);

}  // namespace portsim
