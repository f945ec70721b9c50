// The pools of ports that a run drew from, fullest first, and when, where the timeline replaced them.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// "mail-front-end, one for the host until 10 min"
std::string pool_name(const PoolResult&, const Scenario&);

Section pools_section(const Scenario&, const Results&);

}  // namespace portsim
