// The page that `portsim sweep --report` writes: the sweep with what the scenario says at its points.
#pragma once

#include <string>

#include "sim/report/finished_sweep.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

// Every point of the sweep loads.
std::string sweep_page(const FinishedSweep&, const ScenarioText&);

}  // namespace portsim
