// An experiment: independent replications of one scenario, in parallel, put together in the order of their
// numbers, so that the result does not depend on the number of threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct ExperimentOptions {
  int threads = 0;                             // 0: one a core
  std::function<void(int finished)> progress;  // called from any thread, one call at a time
  const std::atomic<bool>* stop = nullptr;     // set from outside: no further replication begins
};

// Uses the scenario's own seed and number of replications. When stopped early the results are of the
// replications that finished (Results::replications says how many, counted from the first without a gap).
Results run_experiment(const Scenario&, const ExperimentOptions&);

}  // namespace portsim
