// Every change that a system and a scenario allow against failing connects, each alone: those that can be
// tried, with all their values, and those that cannot work, with the reason. Limits and side effects are
// those of the catalogue (models/os); nothing is simulated here.
#pragma once

#include "sim/experiment/remedy.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

// `scenario` is what the text was loaded to. In the order of hosts and their workloads.
Remedies remedies_of(const Scenario& scenario, const ScenarioText& text);

}  // namespace portsim
