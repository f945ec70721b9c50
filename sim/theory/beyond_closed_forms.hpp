// What no closed form covers, whatever the clients and the selection of ports: a scenario that changes, and
// what a host does besides handing out ports.
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

// Why there is no closed form, in a sentence; nothing: one of the laws may hold.
std::optional<std::string> why_beyond_closed_forms(const PoolDemand&, const Scenario&);

// More connections may come to be in TIME_WAIT than the host keeps there.
bool may_leave_time_wait_early(const PoolDemand&, const Scenario&);

// The run goes beyond the uptime at which TIME_WAIT ceases to end.
bool comes_to_endless_time_wait(const PoolDemand&, const Scenario&);

}  // namespace portsim
