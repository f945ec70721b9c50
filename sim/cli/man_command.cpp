// portsim man: the manual page.

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/program_summary.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/man_page.hpp"

namespace portsim {

CommandSyntax man_syntax() {
  return {.name = "portsim man",
          .purpose = "Prints the manual page portsim(1), which says of every command what its help says.",
          .examples =
              "  portsim man | man -l -\n"
              "  portsim man > portsim.1\n",
          .operands = {.name = "", .may_be_left_out = true}};
}

ExitCode man_command(const Arguments& arguments) {
  const auto line = parse_command_line(man_syntax(), arguments);
  if (!line) return line.error();
  return write_result(man_page(program_summary()), ExitCode::done);
}

}  // namespace portsim
