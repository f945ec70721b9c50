// The program as a whole: finds the command that the arguments name, or gives help.
#pragma once

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"

namespace portsim {

ExitCode run_program(const Arguments&);

}  // namespace portsim
