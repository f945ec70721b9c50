// The figure of a sweep: everything that was measured at each point, for web/sweep.js to draw as curves over
// one axis or as a heat map over two.
#pragma once

#include "sim/report/html_page.hpp"
#include "sim/report/sweep_report.hpp"

namespace portsim {

// With the table of the points, as in the text report, for the figure's own.
Figure sweep_figure(const SweepReport&, HtmlTable points);

}  // namespace portsim
