// The options of one command: what it accepts, its help, and what the user gave.
#pragma once

#include <string>
#include <string_view>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"

namespace portsim {

struct CommandSyntax {
  std::string_view name;                                     // "portsim run"
  std::string_view purpose;                                  // what it does, in lines of at most 90 columns
  std::string_view examples;                                 // commands that work, one a line
  boost::program_options::options_description options{100};  // columns
};

struct CommandLine {
  boost::program_options::variables_map values;
  std::string file;  // the one argument that is no option
};

// Without a command line there is nothing left to do: help was written or the complaint was made, and the
// exit code says which.
tl::expected<CommandLine, ExitCode> parse_command_line(CommandSyntax, const Arguments&);

}  // namespace portsim
