// What `solve` found, for a person: the value, how it does there, and what was tried.
#pragma once

#include <string>

#include "sim/report/finished_solve.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string solve_text(const FinishedSolve&, TextStyle);

}  // namespace portsim
