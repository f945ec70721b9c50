// Which pools follow which when a setting changes the ports that a host hands out, such as a wider range:
// connections keep their ports, and are counted where these belong now.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "sim/host/connection.hpp"
#include "sim/host/pool_plan.hpp"

namespace portsim {

struct PoolTransfer {
  PoolIndex from = 0;
  PoolIndex to = 0;
  std::vector<std::pair<DestinationIndex, DestinationIndex>> destinations;  // that both have
};

// Epochs by their index in the plan.
std::vector<PoolTransfer> transfers_between(const PortPlan&, std::size_t left, std::size_t entered);

// Pools that workloads drew from in the epoch that is left, and no more.
std::vector<PoolIndex> pools_left(const PortPlan&, std::size_t left, std::size_t entered);

// Where a port of one pool is in another; port_elsewhere: nowhere.
PortOffset offset_after(const PortPlan&, PoolIndex from, PoolIndex to, PortOffset port);

}  // namespace portsim
