// Scripts that teach a shell to complete the program's command lines: commands, options, and the values of
// both as far as they can be known. Each opens with how to install it, and serves every path to a program of
// that name.
#pragma once

#include <string>

#include "sim/report/program_summary.hpp"

namespace portsim {

std::string bash_completion(const ProgramSummary&);
std::string zsh_completion(const ProgramSummary&);
std::string fish_completion(const ProgramSummary&);

}  // namespace portsim
