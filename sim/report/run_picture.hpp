// What a run found, as one picture in SVG: the ports in use over time against those that there are, and
// attempts and failures below, with their intervals and the verdict. It has its own background for light and
// for dark, no script, and words for those who do not see it. The run was watched: its results have a series.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

std::string run_picture(const Scenario&, const Results&);

}  // namespace portsim
