// What a run comes to in one word, and the thresholds that decide it.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"

namespace portsim {

// Connects that fail decide, unless the scenario has thresholds: then these do.
Marked verdict_word(const Results&);

std::string measured_text(const ThresholdResult&);  // "46.7 %"

// "crosses failure_fraction < 0.1%: 46.7 %", for each threshold that is not met.
std::vector<std::string> crossed_texts(const Results&);

}  // namespace portsim
