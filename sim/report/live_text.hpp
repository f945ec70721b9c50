// A measurement beside its prediction, for a person: whether they agree, then both curves.
#pragma once

#include <string>

#include "sim/report/finished_live.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string live_text(const FinishedLive&, TextStyle);

}  // namespace portsim
