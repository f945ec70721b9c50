// What a run found, as JSON: the schema "portsim/run/1", which is a promise. Additions are allowed; a change
// raises the number. The same run gives the same bytes. What was not measured is null.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/report/finished_run.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

std::string run_json(const Scenario&, const Results&);
std::string runs_json(const std::vector<FinishedRun>&);  // an array of them

}  // namespace portsim
