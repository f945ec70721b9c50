// An experiment: independent replications of one scenario, in parallel, put together in the order of their
// numbers, so that the result does not depend on the number of threads.
#pragma once

#include <atomic>
#include <functional>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct Progress {
  int finished = 0;      // replications
  int replications = 0;  // in all
  double fraction = 0;   // of the whole work, with those under way
};

struct ExperimentOptions {
  int threads = 0;                                // 0: one a core
  std::function<void(const Progress&)> progress;  // called from any thread, one call at a time
  const std::atomic<bool>* stop = nullptr;        // set from outside: what is under way is given up
  bool watches = false;  // for Results::series too; a little slower, and the other results are the same
};

// Uses the scenario's own seed and number of replications. When it is stopped early the results are of the
// replications counted from the first that finished without a gap; Results::replications says how many,
// perhaps none.
Results run_experiment(const Scenario&, const ExperimentOptions&);

}  // namespace portsim
