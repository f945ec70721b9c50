// How many ports theory says a host looks at for one connect.
#pragma once

#include <optional>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

// Nothing: no law is known, or it does not apply.
std::optional<double> probes_law(const PoolDemand& only_pool, const Scenario&);

}  // namespace portsim
