// Which pools of ports a scenario has, and which of them each workload uses. The scope of a pool is the
// host's: one for the host, or one for each destination its workloads connect to. The system connects from
// the host's first address, so a pool for each address is one pool.
#pragma once

#include <string>
#include <vector>

#include "sim/host/connector.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct PlannedPool {
  std::string name;  // "front-end", or "front-end/imap" where each destination has its own
  HostIndex host = 0;
  std::vector<ServiceIndex> destinations;  // in the order of DestinationIndex
  PoolShape shape{};
};

struct PortPlan {
  std::vector<PlannedPool> pools;
  std::vector<Route> routes;  // one a workload
};

PortPlan plan_ports(const Scenario&);

}  // namespace portsim
