// A scenario that was run, as one of several.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct FinishedRun {
  const Scenario* scenario;  // never null; owned by the caller
  Results results;
};

}  // namespace portsim
