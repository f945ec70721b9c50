#include "sim/cli/scenario_files.hpp"

#include <utility>

namespace portsim {
namespace {

tl::expected<Scenario, ExitCode> load(const ScenarioFile& file) {
  const auto text = read_scenario_file(file.name);
  if (!text) return tl::unexpected{text.error()};
  Result<Scenario> scenario = load_scenario_file(file, *text);
  if (!scenario) return tl::unexpected{show_problems(scenario.error())};
  return std::move(*scenario);
}

}  // namespace

tl::expected<std::vector<Scenario>, ExitCode> load_scenario_files(const std::vector<ScenarioFile>& files) {
  std::vector<Scenario> scenarios;
  ExitCode code = ExitCode::done;
  for (const ScenarioFile& file : files) {
    if (auto scenario = load(file)) {
      scenarios.push_back(std::move(*scenario));
    } else {
      code = worst_of(code, scenario.error());
    }
  }
  if (code != ExitCode::done) return tl::unexpected{code};
  return scenarios;
}

}  // namespace portsim
