#include "sim/cli/scenario_files.hpp"

#include <utility>

namespace portsim {

namespace {

Result<LoadedScenario> load(const ScenarioFile& file) {
  auto text = read_scenario_file(file);
  if (!text) return tl::unexpected{text.error()};
  auto scenario = load_scenario(*text);
  if (!scenario) return tl::unexpected{scenario.error()};
  return LoadedScenario{std::move(*text), std::move(*scenario)};
}

}  // namespace

tl::expected<std::vector<LoadedScenario>, ExitCode> load_scenario_files(
    const std::vector<ScenarioFile>& files) {
  std::vector<LoadedScenario> scenarios;
  ExitCode code = ExitCode::done;
  for (const ScenarioFile& file : files) {
    if (Result<LoadedScenario> loaded = load(file)) {
      scenarios.push_back(std::move(*loaded));
    } else {
      code = worst_of(code, show_problems(loaded.error()));
    }
  }
  if (code != ExitCode::done) return tl::unexpected{code};
  return scenarios;
}

}  // namespace portsim
