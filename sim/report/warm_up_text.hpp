// What of a run is not counted, and what better were not, in words.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// No rows where everything is counted, and nothing speaks against it.
Section warm_up_section(const Scenario&, const Results&);

}  // namespace portsim
