// Whether a run that starts with an empty pool has come to the long run when observation begins. A long-run
// figure is held against the simulation only then.
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

// Why not, in a sentence that says what to change; nothing where it has. For Poisson attempts of a constant
// rate on ports that are all tried.
std::optional<std::string> why_not_settled(const PoolDemand&, const Scenario&);

// In overload an empty pool fills in one go, and so its ports come back in one go a lease later: successes
// and failures alternate in waves of one lease, and observation begins while they last.
bool comes_in_waves(const PoolDemand&, const Scenario&);

// So rare that all replications together should not show it.
bool is_unseen(double failure_fraction, const PoolDemand&, const Scenario&);

}  // namespace portsim
