#include "sim/report/run_command_line.hpp"

#include <string_view>

#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// Characters that mean nothing to a shell.
constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,%+@";

}  // namespace

std::string shell_word(const std::string& word) {
  const bool is_plain = !word.empty() && word.find_first_not_of(plain) == std::string::npos;
  if (is_plain) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return printable(quoted + "'");
}

std::string command_line(std::string_view command, const std::string& file,
                         const std::vector<std::string>& overrides) {
  std::string line = "portsim " + std::string{command} + " " + (file == "<stdin>" ? "-" : shell_word(file));
  for (const std::string& changed : overrides) line += " --set " + shell_word(changed);
  return line;
}

std::string run_command_line(const std::string& file, const std::vector<std::string>& overrides) {
  return command_line("run", file, overrides);
}

std::string run_command_line(const Scenario& scenario) {
  return run_command_line(scenario.file, scenario.overrides);
}

}  // namespace portsim
