// A recorded case as a scenario in the language of scenarios, its arrivals as traces: one workload a source.
#pragma once

#include <optional>

#include "sim/scenario/load.hpp"

#include "tests/kernel/recorded_case.hpp"

namespace portsim::kernel {

// Without phases the replications draw them.
ScenarioText scenario_text_of(const RecordedCase&, const std::optional<RecordedPhases>&);

// Throws with every problem where the text does not load.
Scenario scenario_of(const RecordedCase&, const std::optional<RecordedPhases>&);

}  // namespace portsim::kernel
