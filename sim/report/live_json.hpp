// A measurement beside its prediction as JSON: "schema": "portsim/live/1".
#pragma once

#include <string>

#include "sim/report/finished_live.hpp"

namespace portsim {

std::string live_json(const FinishedLive&);

}  // namespace portsim
