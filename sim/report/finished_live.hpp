// A scenario that a real kernel ran, beside what the model says of it: what the reports of `live` are made
// from.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/live_measurement.hpp"
#include "sim/experiment/live_twin.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct FinishedLive {
  Scenario scenario;  // as it was run and predicted
  LiveMeasurement measured;
  LiveComparison comparison;
  std::vector<std::string> notes;  // how that differs from the file
};

struct LiveErrorCount {
  LiveCall call = LiveCall::connect;
  int error = 0;
  std::int64_t count = 0;
};

// Of the whole run, the most frequent first.
std::vector<LiveErrorCount> errors_of(const LiveMeasurement&);

std::string_view name_of(LiveCall);
std::string_view name_of(NamespaceKind);
std::string name_of_live_error(int error);  // "EADDRNOTAVAIL"

}  // namespace portsim
