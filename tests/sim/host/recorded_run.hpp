// A run with an observer that keeps everything, in pools of any kind. To compile it takes long: most tests
// need only record() (recorder.hpp).
#pragma once

#include "sim/host/simulation.hpp"

#include "tests/sim/host/recorder.hpp"

namespace portsim::test {

template <class Pool>
Recorder record_in(const Scenario& scenario, const RunId& id = {}) {
  Recorder recorder;
  Simulation<Pool, Recorder> simulation{scenario, id, recorder};
  simulation.run_until(SimTime{scenario.duration});
  return recorder;
}

}  // namespace portsim::test
