// What theory says of a run, for the text report: the figure of the closed form beside the simulated one.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

Section theory_section(const Scenario&, const Results&);

}  // namespace portsim
