// The command that repeats a search, for a person to copy into a shell.
#pragma once

#include <string>

#include "sim/report/finished_solve.hpp"

namespace portsim {

std::string solve_command_line(const FinishedSolve&);

}  // namespace portsim
