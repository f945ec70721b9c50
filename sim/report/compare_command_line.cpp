#include "sim/report/compare_command_line.hpp"

#include <algorithm>
#include <string_view>

#include "sim/report/run_command_line.hpp"

namespace portsim {
namespace {

std::string options(std::string_view name, const std::vector<std::string>& overrides) {
  std::string text;
  for (const std::string& changed : overrides) text += " --" + std::string{name} + " " + shell_word(changed);
  return text;
}

std::string file_word(const Scenario& scenario) {
  return scenario.file == "<stdin>" ? " -" : " " + shell_word(scenario.file);
}

}  // namespace

OwnOverrides own_overrides(const Scenario& a, const Scenario& b) {
  const auto [end_a, end_b] =
      std::mismatch(a.overrides.begin(), a.overrides.end(), b.overrides.begin(), b.overrides.end());
  return {{a.overrides.begin(), end_a}, {end_a, a.overrides.end()}, {end_b, b.overrides.end()}};
}

std::string compare_command_line(const Scenario& a, const Scenario& b) {
  const OwnOverrides own = own_overrides(a, b);
  const bool is_one_file = a.file == b.file && !(own.a.empty() && own.b.empty());
  return "portsim compare" + file_word(a) + (is_one_file ? "" : file_word(b)) + options("set", own.common) +
         options("a", own.a) + options("b", own.b);
}

}  // namespace portsim
