// A sweep as one page for a browser: what it comes to, curves or a heat map of everything that was measured,
// every point in a table, and what the result rests on; last the scenario and how to get one point again.
#pragma once

#include <string>

#include "sim/report/sweep_report.hpp"

namespace portsim {

std::string sweep_html(const SweepReport&);

}  // namespace portsim
