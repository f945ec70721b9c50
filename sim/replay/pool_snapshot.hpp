// What holds each port of a pool at one instant of a replay.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/port_state.hpp"
#include "sim/replay/replay.hpp"

namespace portsim {

struct PoolSnapshot {
  std::string name;  // "front-end/imap"
  Port first{0};     // the lowest of the pool
  std::vector<PortState>
      states;  // from there to the highest; those in between that it does not have are reserved

  std::size_t count(PortState) const;
};

// Those that the host's workloads draw from now, in the plan's order.
std::vector<PoolIndex> pools_of(const Replay&, HostIndex);

// Of these, the one with the most connections; the first of several. There must be one.
PoolIndex busiest_pool(const Replay&, HostIndex, const std::vector<PoolIndex>& pools, SimTime now);

PoolSnapshot snapshot_of(const Replay&, PoolIndex, SimTime now);

}  // namespace portsim
