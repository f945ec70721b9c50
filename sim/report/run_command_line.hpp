// The command that repeats a run, for a person to copy into a shell.
#pragma once

#include <string>

#include "sim/scenario/scenario.hpp"

namespace portsim {

std::string run_command_line(const Scenario&);

}  // namespace portsim
