// Advice as JSON: "portsim/advise/1".
#pragma once

#include <string>

#include "sim/experiment/advise.hpp"

namespace portsim {

std::string advise_json(const Advice&);

}  // namespace portsim
