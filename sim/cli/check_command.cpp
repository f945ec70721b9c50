// portsim check: every problem of a scenario file, and where it is.

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/check_json.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

CommandSyntax check_syntax() {
  CommandSyntax check{
      .name = "portsim check",
      .purpose =
          "Says whether each scenario FILE is valid; if not, what is wrong and where. Runs nothing.\n"
          "FILE may be \"-\", standard input.",
      .examples =
          "  portsim check scenarios/seeds/imap-low-mailbox-cache-ttl.yaml\n"
          "  portsim check scenarios/*/*.yaml\n"
          "  portsim check scenarios/lab/order-service.yaml --set duration=2h\n"
          "  portsim check scenarios/lab/order-service.yaml --format json | jq '.problems[].message'\n",
      .operands = {.may_be_several = true},
      .exits = {{ExitCode::done, "every file is valid"}, {ExitCode::invalid_scenario}}};
  add_scenario_options(check.options);
  return check;
}

namespace {

CheckedFile check(const ScenarioFile& file) {
  const Result<Scenario> scenario = load_scenario_file(file);
  return CheckedFile{file.shown_name(), scenario ? std::vector<Problem>{} : scenario.error()};
}

// The problems go to standard error.
std::string verdicts_text(const std::vector<CheckedFile>& files) {
  std::string text;
  for (const auto& [name, problems] : files) {
    if (problems.empty()) text += fmt::format("{}: valid\n", printable(name));
    show_problems(problems);
  }
  return text;
}

std::string verdicts_json(const std::vector<CheckedFile>& files, bool are_several) {
  return are_several ? checks_json(files) : check_json(files.front());
}

}  // namespace

ExitCode check_command(const Arguments& arguments) {
  const auto line = parse_command_line(check_syntax(), arguments);
  if (!line) {
    return line.error();
  }
  const auto format = format_of(*line);
  if (!format) {
    return wrong_usage("portsim check", format.error());
  }
  const auto named = scenario_files_of(*line);
  if (!named) {
    return wrong_usage("portsim check", named.error());
  }
  std::vector<CheckedFile> files;
  ExitCode code = ExitCode::done;
  for (const ScenarioFile& file : *named) {
    files.push_back(check(file));
    code = worst_of(code, exit_code_for(files.back().problems));
  }
  return write_result(
      *format == Format::json ? verdicts_json(files, named->size() > 1) : verdicts_text(files), code);
}

}  // namespace portsim
