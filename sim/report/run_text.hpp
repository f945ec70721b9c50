// What a run found, for people: the answer first (does it fail, how much, when, with which error, why), then
// theory beside simulation, then the rest. Reads top down and fits 100 columns.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

std::string run_text(const Scenario&, const Results&, TextStyle);

}  // namespace portsim
