// One replication of a scenario, from its seed to its tally.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "sim/host/simulation.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/run_tally.hpp"

namespace portsim {

// Calls `keep_going` now and then with the fraction that is done; when that returns false the run is given
// up.
std::optional<ReplicationTally> run_replication(const Scenario&, const RunId&,
                                                const std::function<bool(double done)>& keep_going);

}  // namespace portsim
