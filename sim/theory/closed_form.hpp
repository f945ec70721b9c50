// What theory says of a scenario, to be printed beside the simulation: offered load, sustainable rate, and
// the failure fraction where a closed form gives it. The laws themselves are in pool_laws.hpp.
#pragma once

#include "sim/scenario/scenario.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/theory/analytic_result.hpp"
#include "sim/theory/measured_connects.hpp"

namespace portsim {

// All pools together. Nothing is compared yet. What was measured is of connects that have no formula.
AnalyticResult closed_form(const Scenario&, const MeasuredEpochs& = {});

// Says whether the simulated failure fraction agrees, where the two are comparable.
void lay_beside(AnalyticResult&, const Estimate& simulated);

}  // namespace portsim
