// The rows of traces that a run has no time for, lest their absence pass for a quiet network.
#pragma once

#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Nothing where every row is used.
Section traces_section(const Scenario&);

}  // namespace portsim
