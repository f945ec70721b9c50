// What an operator's steps and the host's defects change: the failures before and after each step, and those
// that would not be without the defect.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Left out where nothing changes.
Section timeline_section(const Scenario&, const Results&);

// Left out where no defect shows.
Section defects_section(const Scenario&, const Results&);

}  // namespace portsim
