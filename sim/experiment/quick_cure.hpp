// The smallest cure of a scenario that fails, as far as it is found within a second: remedies in the order of
// their effort, each value tried with few replications, and the one that is found with as many as the
// scenario has. It simulates a limited number of attempts, whatever the machine. `advise` searches all, and
// for sure.
#pragma once

#include <optional>

#include "sim/experiment/advise.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct QuickCure {
  Scenario scenario;  // with thresholds, its own or those of `advise`
  bool has_default_thresholds = false;
  int replications = 1;  // at each value that was tried
  TriedRemedy cure;
};

// Nothing: there is no need, the scenario is too large, or no remedy that could be tried suffices. `text` is
// what the scenario was loaded from.
std::optional<QuickCure> quick_cure(const ScenarioText& text, const Results& as_it_is,
                                    const ExperimentOptions&);

}  // namespace portsim
