// Why a run fails or holds, in words: what is offered against what can be carried for ever, and what becomes
// of a run that holds when it goes on.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// A row for each part of the run in which it differs; none where nothing limits, or nothing is known.
Section why_section(const Scenario&, const Results&);

// "but not for ever: …"; empty: the end of the run gives no reason to say so.
std::string later_failures_text(const Scenario&, const Results&);

}  // namespace portsim
