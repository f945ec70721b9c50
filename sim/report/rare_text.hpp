// Failures that the replications hardly saw, in words: how rare, and how that is known.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// "1 in 993,000", to three digits; the fraction is positive.
std::string one_in_text(double fraction);

// No rows where the replications tell enough.
Section rare_failures_section(const Scenario&, const Results&);

}  // namespace portsim
