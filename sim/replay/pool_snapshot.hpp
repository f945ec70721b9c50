// What each port of a pool is used for at one instant of a replay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/replay/replay.hpp"

namespace portsim {

enum class PortUse : std::uint8_t {
  free,
  time_wait,
  live,
  others,    // that are no clients of the scenario
  excluded,  // never handed out
};
inline constexpr std::size_t port_use_count = 5;

struct PoolSnapshot {
  std::string name;           // "front-end/imap"
  Port first{0};              // the lowest of the pool
  std::vector<PortUse> uses;  // from there to the highest, with the ports in between that it does not have

  std::size_t count(PortUse) const;
};

// Those that the host's workloads draw from now, in the plan's order.
std::vector<PoolIndex> pools_of(const Replay&, HostIndex);

// Of these, the one with the most connections; the first of several. There must be one.
PoolIndex busiest_pool(const Replay&, HostIndex, const std::vector<PoolIndex>& pools, SimTime now);

PoolSnapshot snapshot_of(const Replay&, PoolIndex, SimTime now);

}  // namespace portsim
