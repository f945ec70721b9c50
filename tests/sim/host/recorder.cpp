#include "tests/sim/host/recorder.hpp"

#include "sim/host/observed_simulation.hpp"

namespace portsim::test {

Recorder record(const Scenario& scenario, const RunId& id) {
  Recorder recorder;
  ObservedSimulation{scenario, id, recorder}.run_until(SimTime{scenario.duration});
  return recorder;
}

}  // namespace portsim::test
