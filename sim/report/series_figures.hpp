// What happened over time in a watched run, as figures: ports by state against the pool, attempts and
// failures with what can be carried for ever and what theory says, and probes.
#pragma once

#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/report/html_page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// None where the run was not watched.
std::vector<Figure> series_figures(const Scenario&, const Results&);

}  // namespace portsim
