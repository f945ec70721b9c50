// How much of what is offered can be carried for ever: whether a run that holds would still hold if it went
// on. It compares what is asked of ports and limits with what there is of them, and simulates nothing.
#pragma once

#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/analytic_result.hpp"
#include "sim/theory/measured_connects.hpp"

namespace portsim {

// Of each part of the run between two steps of the timeline in which something attempts to connect; where
// ports that others hold become free, a new part begins. Of pools nothing is known but what was measured.
std::vector<Headroom> headroom_of(const Scenario&, const MeasuredEpochs& = {});

}  // namespace portsim
