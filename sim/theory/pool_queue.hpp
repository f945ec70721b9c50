// The requests of a pool with a connection limit as a queue: what is offered to its connections, and what
// they carry when they are never idle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/vocabulary/duration.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// Of a part of the run in which nothing of it changes.
struct PoolQueue {
  Duration from{};
  Duration until{};
  double offered_rate = 0;  // requests per second, with those that failed upstream and are tried again
  bool has_retries = false;
  std::int64_t connections = 0;  // the limit
  double seconds_each = 0;       // that a request takes its connection, on average

  double carried_rate_max() const;
};

// Of one workload; without parts in which no request comes, or all get their connection at once: there is no
// limit, or it takes them no time.
std::vector<PoolQueue> pool_queues(const Scenario&, std::size_t workload);

}  // namespace portsim
