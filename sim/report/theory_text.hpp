// What theory says of a run, for the text report: why it fails or holds, and the figure of the closed form
// beside the simulated one.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// What is offered against what the ports sustain; no rows where nothing limits.
Section why_section(const Results&);

Section theory_section(const Scenario&, const Results&);

}  // namespace portsim
