// A comparison as JSON, "portsim/compare/1": its members are a promise, additions are allowed.
#pragma once

#include <string>

#include "sim/experiment/comparison.hpp"

namespace portsim {

std::string compare_json(const ScenarioPair&, const PairedResults&);

}  // namespace portsim
