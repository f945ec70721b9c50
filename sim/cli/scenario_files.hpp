// Several scenario files as one: all are read before any is used, so that a mistake in the last is known at
// once.
#pragma once

#include <vector>

#include <tl/expected.hpp>

#include "sim/cli/exit_code.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct LoadedScenario {
  ScenarioText text;  // that it was loaded from
  Scenario scenario;
};

// Nothing where one of them cannot be read or is invalid: every problem of each is on standard error.
tl::expected<std::vector<LoadedScenario>, ExitCode> load_scenario_files(const std::vector<ScenarioFile>&);

}  // namespace portsim
