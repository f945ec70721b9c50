#include "sim/cli/program.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "sim/cli/program_summary.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

constexpr std::string_view usage =
    "Usage:\n"
    "  portsim COMMAND [ARGUMENT]...\n"
    "  portsim help COMMAND\n"
    "  portsim --version\n";

constexpr std::string_view conclusion =
    "Example:\n"
    "  portsim run scenarios/seeds/imap-low-mailbox-cache-ttl.yaml\n";

std::string general_help() {
  std::string text = fmt::format("{}\n\n{}\nCommands:\n", program_purpose, usage);
  for (const Command& command : commands()) {
    text += fmt::format("  {:<12}{}\n", command.name, command.summary);
  }
  return fmt::format("{}\n{}\n{}", text, conclusion, exit_codes_help(usual_meanings));
}

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(commands().begin(), commands().end(),
                                  [&](const Command& command) { return command.name == name; });
  return found == commands().end() ? nullptr : &*found;
}

ExitCode unknown_command(const std::string& name) {
  const bool is_option = name.substr(0, 1) == "-";
  Candidates known{"help", "--help", "--version"};
  for (const Command& command : commands()) {
    known.push_back(command.name);
  }
  return wrong_usage("portsim", fmt::format("unknown {} \"{}\"; {}", is_option ? "option" : "command", name,
                                            suggestion_for(name, known)));
}

}  // namespace

ExitCode run_program(const Arguments& arguments) {
  if (arguments.empty()) {
    return wrong_usage("portsim", "no command");
  }
  const std::string& first = arguments.front();
  const Arguments rest{arguments.begin() + 1, arguments.end()};
  if (first == "--version") {
    return write_result(fmt::format("portsim {}\n", portsim_version()), ExitCode::done);
  }
  if (first == "--help" || (first == "help" && rest.empty())) {
    return write_result(general_help(), ExitCode::done);
  }
  const bool wants_help = first == "help";
  const std::string& name = wants_help ? rest.front() : first;
  const Command* command = find_command(name);
  if (command == nullptr) {
    return unknown_command(name);
  }
  return command->run(wants_help ? Arguments{"--help"} : rest);
}

}  // namespace portsim
