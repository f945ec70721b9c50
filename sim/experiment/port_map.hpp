// Every port of the fullest pools over time: what holds it at evenly spaced instants of the first
// replication, which is run once more for it.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <vector>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/experiment/results.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/port_state.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct MappedPool {
  PoolIndex pool = 0;    // an index of Results::pools
  PortCount stride = 1;  // only every so-manieth port is mapped
  // Of each mapped port, in order: its state at every instant.
  std::vector<std::vector<PortState>> ports;
};

struct PortMap {
  Duration spacing{};  // of the instants; the first is the beginning of the run
  std::size_t instants = 0;
  std::vector<MappedPool> pools;  // the fullest first
};

inline constexpr std::size_t mapped_pools_max = 8;

// Nothing: it was stopped. `stop` may be none.
std::optional<PortMap> port_map(const Scenario&, const Results&, const std::atomic<bool>* stop);

}  // namespace portsim
