// A sweep for people: a table with a row a point and, where 100 columns leave room, a bar for what fails; and
// where failures begin.
#pragma once

#include <string>

#include "sim/report/finished_sweep.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string sweep_text(const FinishedSweep&, TextStyle);

}  // namespace portsim
