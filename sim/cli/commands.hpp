// The table of subcommands. A new command is one file, its declaration here and one row in commands.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/exit_code.hpp"

namespace portsim {

using Arguments = std::vector<std::string>;  // what follows the command's name

struct Command {
  std::string_view name;
  std::string_view summary;  // one line
  ExitCode (*run)(const Arguments&);
};

std::span<const Command> commands();

ExitCode run_command(const Arguments&);
ExitCode compare_command(const Arguments&);
ExitCode solve_command(const Arguments&);
ExitCode advise_command(const Arguments&);
ExitCode check_command(const Arguments&);
ExitCode sweep_command(const Arguments&);
ExitCode merge_command(const Arguments&);
ExitCode live_command(const Arguments&);
ExitCode stacks_command(const Arguments&);
ExitCode schema_command(const Arguments&);

}  // namespace portsim
