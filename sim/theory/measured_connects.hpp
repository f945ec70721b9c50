// How often the connections of a pool are opened follows from which of them are idle when requests come, and
// no formula says it: the simulation does. What was measured of it takes the place of the demand.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/theory/pool_demand.hpp"

namespace portsim {

// Attempts per second, retries and failures included.
struct MeasuredConnects {
  double all = 0;
  double retries = 0;  // of these
  double flushed = 0;  // of these: made while connections are missing that retries closed
};

// Of each workload; nothing for those whose rate is known, or of which nothing was observed.
using MeasuredWorkloads = std::vector<std::optional<MeasuredConnects>>;

// In each part of the run between two steps of the timeline.
using MeasuredEpochs = std::vector<MeasuredWorkloads>;

// Without those that have a formula: a pool may be a plain loss system in the scenario.
MeasuredWorkloads of_pools(MeasuredWorkloads, const Scenario&);

// Nothing: it has a formula, or nothing was measured.
const MeasuredConnects* measured_of(const WorkloadDemand&, const Scenario&, const MeasuredWorkloads&);

// The rates of pools are those that were measured. What nothing was seen to connect to is left out.
void apply(const MeasuredWorkloads&, const Scenario&, std::vector<PoolDemand>&);

MeasuredConnects sum_of(const MeasuredWorkloads&);

}  // namespace portsim
