// A scenario on the running kernel, from its file to what was measured. This folder alone makes sockets,
// enters namespaces and reads the clock and /proc; it needs Linux.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "sim/experiment/live_measurement.hpp"
#include "sim/live/live_run.hpp"
#include "sim/live/live_scenario.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct FinishedMeasurement {
  Scenario scenario;  // as it was run, and is to be predicted
  LiveMeasurement measured;
  std::vector<std::string> notes;
};

// It is not run: all reasons.
struct NotForThisKernel {
  Refusals refusals;
};
// The machine does not let it.
struct NotOnThisMachine {
  std::string why;
};
using NotMeasured = std::variant<NotForThisKernel, NotOnThisMachine>;

// Moves the process into private namespaces, which end with it.
tl::expected<FinishedMeasurement, NotMeasured> measure_live(const Scenario&, const LiveOptions&);

}  // namespace portsim
