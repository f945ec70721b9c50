#include "sim/report/run_command_line.hpp"

#include "sim/report/shell_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

std::string shell_word(const std::string& word) {
  return printable(quoted_if_needed(word));
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
