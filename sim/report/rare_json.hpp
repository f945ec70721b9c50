// Failures that the replications hardly saw, as JSON: the key "rare_failures" of "portsim/run/1".
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/report/json_text.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// null where the replications tell enough.
Json rare_failures_json(const Scenario&, const Results&);

}  // namespace portsim
