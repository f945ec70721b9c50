// The pools of ports that a run drew from, fullest first, and when, where the timeline replaced them.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

Section pools_section(const Scenario&, const Results&);

}  // namespace portsim
