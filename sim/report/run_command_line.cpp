#include "sim/report/run_command_line.hpp"

#include <string_view>

#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// Characters that mean nothing to a shell.
constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,%+@";

std::string shell_word(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_not_of(plain) == std::string::npos;
  if (is_plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return printable(quoted + "'");
}

}  // namespace

std::string run_command_line(const Scenario& scenario) {
  std::string command = "portsim run " + (scenario.file == "<stdin>" ? "-" : shell_word(scenario.file));
  for (const std::string& changed : scenario.overrides) command += " --set " + shell_word(changed);
  return command;
}

}  // namespace portsim
