// Pools of connections that are none: where each request opens a connection of its own and closes it, the
// ports see Poisson connects of the requests' rate and length, whatever became of the earlier ones. Every
// law of an open client is then theirs too.
#pragma once

#include "sim/scenario/scenario.hpp"

namespace portsim {

// Whether the workload is such a pool.
bool opens_for_each_request(const Workload&);

// The same scenario, with these pools as open clients.
Scenario with_loss_systems(Scenario);

}  // namespace portsim
