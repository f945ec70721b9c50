// A recorded case run through the simulator, attempt by attempt.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace portsim::kernel {

struct Replay {
  std::int64_t failures = 0;
  double failure_fraction = 0;
  std::optional<double> first_failure;   // seconds
  std::vector<std::int64_t> bins;        // failures, 10 s each
  std::vector<bool> first_tries_failed;  // one an arrival, in order of time
  std::int64_t time_wait_max = 0;        // sockets in it
  std::vector<std::int64_t> time_wait;   // at 0 s, 1 s, 2 s, ...
};

// `replication` draws what the scenario leaves open.
Replay replay(const Scenario&, std::uint32_t replication = 0);

}  // namespace portsim::kernel
