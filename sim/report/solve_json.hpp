// What `solve` found, as the JSON of schema portsim/solve/1.
#pragma once

#include <string>

#include "sim/report/finished_solve.hpp"

namespace portsim {

std::string solve_json(const FinishedSolve&);

}  // namespace portsim
