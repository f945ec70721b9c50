// The options of one command: what it accepts, its help, and what the user gave.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/commands.hpp"
#include "sim/cli/exit_code.hpp"

namespace portsim {

// What a command is about: the arguments that are no options.
struct Operands {
  std::string_view name = "FILE";           // in the help; empty: there are none
  std::string_view noun = "scenario file";  // in complaints
  bool may_be_left_out = false;
  bool may_be_several = false;
  std::vector<std::string> words = {};                    // it is one of these; none: a file
  std::vector<std::string> extensions = {"yaml", "yml"};  // that such a file usually has
};

struct CommandSyntax {
  std::string_view name;                                     // "portsim run"
  std::string_view purpose;                                  // what it does, in lines of at most 90 columns
  std::string_view examples;                                 // commands that work, one a line
  boost::program_options::options_description options{100};  // columns
  Operands operands = {};
  std::vector<ExitMeaning> exits = {};  // what it may end with, beyond what every command may
};

// All that the command may end with, in order, each with its meaning.
std::vector<ExitMeaning> exits_of(const CommandSyntax&);

struct CommandLine {
  boost::program_options::variables_map values;
  std::vector<std::string> operands;  // as many as the syntax allows
};

std::string usage_of(const CommandSyntax&);  // "portsim run FILE... [OPTION]..."

// With the option that every command has.
CommandSyntax with_help(CommandSyntax);

// Without a command line there is nothing left to do: help was written or the complaint was made, and the
// exit code says which.
tl::expected<CommandLine, ExitCode> parse_command_line(CommandSyntax, const Arguments&);

}  // namespace portsim
