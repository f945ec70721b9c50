#include "sim/report/man_page.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/report/roff.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

// No word of a command may be broken, nor lines be filled with blanks.
constexpr std::string_view synopsis = R"(.nh
.ad l
.SH NAME
portsim \- predict when a host runs out of TCP source ports
.SH SYNOPSIS
.B portsim
.I COMMAND
.RI [ ARGUMENT ]...
.br
.B portsim help
.RI [ COMMAND ]
.br
.B portsim \-\-version
)";

constexpr std::string_view after_purpose = R"(.PP
A scenario file describes hosts, services and a load.
Every connection is simulated with its port and its TIME_WAIT, as that operating
system at that patch level would handle them.
Standard output carries the result only; progress and complaints go to standard
error.
)";

constexpr std::string_view environment = R"(.SH ENVIRONMENT
.TP
.B NO_COLOR
If it is set and not empty, nothing is coloured, as with
.BR \-\-no\-color .
.TP
.B TERM
Without it, or if it is
.BR dumb ,
nothing is coloured and all characters are ASCII.
.TP
.BR LC_ALL ", " LC_CTYPE ", " LANG
The first of them that is set says whether a terminal shows UTF\-8.
If it does not, and in what goes elsewhere, the program's own characters are
ASCII.
.SH FILES
.TP
.IR FILE .yaml
A scenario.
Its language is explained by
.BR "portsim schema \-\-format markdown" ;
.B portsim schema
prints the same as JSON Schema, for editors.
.TP
.IR FILE .db
A result store of
.B portsim sweep \-\-out
and
.BR "portsim merge" ,
which is an SQLite database.
)";

constexpr std::string_view see_also = R"(.SH SEE ALSO
.BR ss (8),
.BR netstat (8),
.BR sysctl (8),
.BR ip (7),
.BR tcp (7)
.PP
ip\-sysctl in the documentation of the Linux kernel: what its settings of ports
and TIME_WAIT mean.
)";

std::string option_entry(const OptionSummary& option) {
  std::string entry = ".TP\n" + roff_bold(option.name);
  if (option.value) entry += " " + roff_italic(option.value->name);
  const std::string usual = option.value_usual.empty() ? "" : fmt::format(" [{}]", option.value_usual);
  return entry + "\n" + roff_paragraph(option.meaning + usual);
}

std::string overview(const ProgramSummary& program) {
  std::string text = ".SH COMMANDS\n";
  for (const CommandSummary& command : program.commands)
    text += ".TP\n" + roff_bold(command.name) + "\n" + roff_paragraph(command.summary);
  return text;
}

std::string command_entry(const CommandSummary& command) {
  std::string entry = fmt::format(".SS {}\n", roff_bold(command.usage));
  entry += roff_paragraph(command.purpose);
  for (const OptionSummary& option : command.options) entry += option_entry(option);
  return entry;
}

// The commands that mean the same by an exit code.
struct ExitUse {
  std::string meaning;
  std::vector<std::string> users;
};

std::vector<ExitUse> uses_of(int code, const ProgramSummary& program) {
  std::vector<ExitUse> uses;
  for (const CommandSummary& command : program.commands) {
    for (const ExitSummary& exit : command.exits) {
      if (exit.code != code) continue;
      const auto known = std::find_if(uses.begin(), uses.end(),
                                      [&](const ExitUse& use) { return use.meaning == exit.meaning; });
      if (known == uses.end())
        uses.push_back({exit.meaning, {command.name}});
      else
        known->users.push_back(command.name);
    }
  }
  return uses;
}

std::set<int> codes_of(const ProgramSummary& program) {
  std::set<int> codes;
  for (const CommandSummary& command : program.commands)
    for (const ExitSummary& exit : command.exits) codes.insert(exit.code);
  return codes;
}

std::size_t commands_that_end(const ProgramSummary& program) {
  std::size_t commands = 0;
  for (const CommandSummary& command : program.commands) commands += command.exits.empty() ? 0 : 1;
  return commands;
}

std::string exit_status(const ProgramSummary& program) {
  const std::size_t all = commands_that_end(program);
  std::string text = ".SH EXIT STATUS\n";
  for (const int code : codes_of(program)) {
    text += fmt::format(".TP\n.B {}\n", code);
    std::string separator;
    for (const auto& [meaning, users] : uses_of(code, program)) {
      text += separator;
      text += roff_paragraph(users.size() == all ? meaning
                                                 : fmt::format("{} ({})", meaning, fmt::join(users, ", ")));
      separator = ".br\n";
    }
  }
  return text;
}

std::string examples(const ProgramSummary& program) {
  std::string text = ".SH EXAMPLES\n";
  std::string separator;
  for (const CommandSummary& command : program.commands) {
    if (command.examples.empty()) continue;
    text += separator + ".EX\n" + roff_lines(command.examples) + ".EE\n";
    separator = ".PP\n";
  }
  return text;
}

}  // namespace

std::string man_page(const ProgramSummary& program) {
  std::string page = fmt::format(".TH PORTSIM 1 \"\" \"portsim {}\" \"User Commands\"\n", portsim_version());
  page += synopsis;
  page += ".SH DESCRIPTION\n" + roff_paragraph(program.purpose);
  page += after_purpose;
  page += ".SH OPTIONS\n";
  for (const OptionSummary& option : program.options) page += option_entry(option);
  page += overview(program);
  for (const CommandSummary& command : program.commands) page += command_entry(command);
  page += exit_status(program);
  page += environment;
  page += examples(program);
  page += see_also;
  return page;
}

}  // namespace portsim
