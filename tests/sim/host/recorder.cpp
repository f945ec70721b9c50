#include "tests/sim/host/recorder.hpp"

#include "tests/sim/host/recorded_run.hpp"

namespace portsim::test {

Recorder record(const Scenario& scenario, const RunId& id) {
  return record_in<PortPool>(scenario, id);
}

}  // namespace portsim::test
