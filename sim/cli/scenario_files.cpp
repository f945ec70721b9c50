#include "sim/cli/scenario_files.hpp"

#include <utility>

namespace portsim {
tl::expected<std::vector<Scenario>, ExitCode> load_scenario_files(const std::vector<ScenarioFile>& files) {
  std::vector<Scenario> scenarios;
  ExitCode code = ExitCode::done;
  for (const ScenarioFile& file : files) {
    if (Result<Scenario> scenario = load_scenario_file(file)) {
      scenarios.push_back(std::move(*scenario));
    } else {
      code = worst_of(code, show_problems(scenario.error()));
    }
  }
  if (code != ExitCode::done) return tl::unexpected{code};
  return scenarios;
}

}  // namespace portsim
