// What several scenarios came to, as one table for people: a row for each, in the order they were named. The
// certainty of each estimate stands beneath it.
#pragma once

#include <string>
#include <vector>

#include "sim/report/finished_run.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string runs_table(const std::vector<FinishedRun>&, TextStyle);

}  // namespace portsim
