// A comparison as a page for people: which is better and how sure that is, then both values, their difference
// and their ratio for everything that was measured, and what pairing was worth.
#pragma once

#include <string>

#include "sim/experiment/comparison.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string compare_text(const ScenarioPair&, const PairedResults&, TextStyle);

}  // namespace portsim
