// portsim check: every problem of a scenario file, and where it is.

#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/check_json.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

CommandSyntax syntax() {
  CommandSyntax check{
      .name = "portsim check",
      .purpose =
          "Says whether the scenario FILE is valid; if not, what is wrong and where. Runs nothing.\n"
          "FILE may be \"-\", standard input.",
      .examples =
          "  portsim check scenarios/seeds/imap-low-mailbox-cache-ttl.yaml\n"
          "  portsim check FILE --set duration=2h\n"
          "  portsim check FILE --format json | jq '.problems[].message'\n"};
  add_scenario_options(check.options);
  return check;
}

}  // namespace

ExitCode check_command(const Arguments& arguments) {
  const auto line = parse_command_line(syntax(), arguments);
  if (!line) {
    return line.error();
  }
  const auto format = format_of(*line);
  if (!format) {
    return wrong_usage("portsim check", format.error());
  }
  const auto file = scenario_file_of(*line);
  if (!file) {
    return wrong_usage("portsim check", file.error());
  }
  const auto text = read_scenario_file(file->name);
  if (!text) {
    return text.error();
  }
  const Result<Scenario> scenario = load_scenario_file(*file, *text);
  if (*format == Format::json) {
    return write_result(check_json(file->shown_name(), scenario ? std::vector<Problem>{} : scenario.error()),
                        scenario ? ExitCode::done : ExitCode::invalid_scenario);
  }
  if (!scenario) {
    return show_problems(scenario.error());
  }
  return write_result(fmt::format("{}: valid\n", printable(file->shown_name())), ExitCode::done);
}

}  // namespace portsim
