// Limits that a whole host has, beside its ports: connects under way at once, and entries in TIME_WAIT.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Connects that have not been answered are under way; beyond the limit further ones wait, first come first
// served, and do not fail (event 4226; KB969710). The port is taken before the wait.
class HalfOpenLimit {
 public:
  explicit HalfOpenLimit(std::int64_t limit) : limit_{static_cast<std::size_t>(limit)} {}

  // How long a connect that is made at `now` and answered after one round trip waits. Calls are in order of
  // time.
  Duration wait(SimTime now, Duration round_trip);

 private:
  std::size_t limit_;
  std::vector<SimTime> answered_;  // a heap, the earliest first: when each slot becomes free
};

// A connection in TIME_WAIT, by its four-tuple.
struct TimeWaitEntry {
  HostIndex host;
  PoolIndex pool;
  DestinationIndex destination;
  PortOffset port;
  SimTime until;
  SimTime counted_until{};  // by a host that counts them, at either end
};

// So many connections may be in TIME_WAIT; when one more enters, the oldest leaves (MaxFreeTcbs, KB151418;
// MaxFreeTWTcbs, KB828333). All last equally long.
class TimeWaitCap {
 public:
  explicit TimeWaitCap(std::int64_t entries_max) : entries_max_{static_cast<std::size_t>(entries_max)} {}

  // The entry that has to leave for it, if any: perhaps itself.
  std::optional<TimeWaitEntry> enter(const TimeWaitEntry& entry, SimTime now);

 private:
  std::size_t entries_max_;
  std::deque<TimeWaitEntry> entries_;  // oldest first
};

}  // namespace portsim
