// One replication of a scenario, from its seed to its tally.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/host/keep_going.hpp"
#include "sim/host/simulation.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/run_tally.hpp"

namespace portsim {

// Nothing: given up.
std::optional<ReplicationTally> run_replication(const Scenario&, const RunId&, const KeepGoing&);

// The same run, and the same tally with what happens over time; a little slower.
std::optional<ReplicationTally> run_watched_replication(const Scenario&, const RunId&, const KeepGoing&);

}  // namespace portsim
