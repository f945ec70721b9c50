// One attempt told in order, as JSON: "schema": "portsim/explain/1".
#pragma once

#include <string>

#include "sim/report/finished_explanation.hpp"

namespace portsim {

std::string explain_json(const FinishedExplanation&);

}  // namespace portsim
