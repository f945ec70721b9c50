// The table of subcommands: what each accepts and what it does. Help, completion scripts and the manual page
// are written from it. A new command is one file, its declarations here and one row in commands.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/exit_code.hpp"

namespace portsim {

struct CommandSyntax;

using Arguments = std::vector<std::string>;  // what follows the command's name

struct Command {
  std::string_view name;
  std::string_view summary;  // one line
  CommandSyntax (*syntax)();
  ExitCode (*run)(const Arguments&);
};

std::span<const Command> commands();

CommandSyntax run_syntax();
ExitCode run_command(const Arguments&);
CommandSyntax compare_syntax();
ExitCode compare_command(const Arguments&);
CommandSyntax solve_syntax();
ExitCode solve_command(const Arguments&);
CommandSyntax advise_syntax();
ExitCode advise_command(const Arguments&);
CommandSyntax explain_syntax();
ExitCode explain_command(const Arguments&);
CommandSyntax show_syntax();
ExitCode show_command(const Arguments&);
CommandSyntax check_syntax();
ExitCode check_command(const Arguments&);
CommandSyntax sweep_syntax();
ExitCode sweep_command(const Arguments&);
CommandSyntax merge_syntax();
ExitCode merge_command(const Arguments&);
CommandSyntax live_syntax();
ExitCode live_command(const Arguments&);
CommandSyntax stacks_syntax();
ExitCode stacks_command(const Arguments&);
CommandSyntax schema_syntax();
ExitCode schema_command(const Arguments&);
CommandSyntax completion_syntax();
ExitCode completion_command(const Arguments&);
CommandSyntax man_syntax();
ExitCode man_command(const Arguments&);

}  // namespace portsim
