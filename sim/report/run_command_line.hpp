// The command that repeats a run, or another of one scenario, for a person to copy into a shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace portsim {

std::string shell_word(const std::string& word);  // quoted where a shell would not leave it as it is

// `file`: as the user named it, "<stdin>" included. `overrides`: "path=value".
std::string command_line(std::string_view command, const std::string& file,
                         const std::vector<std::string>& overrides);

std::string run_command_line(const Scenario&);
std::string run_command_line(const std::string& file, const std::vector<std::string>& overrides);

}  // namespace portsim
