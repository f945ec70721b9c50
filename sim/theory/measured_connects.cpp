#include "sim/theory/measured_connects.hpp"

#include <algorithm>
#include <variant>

namespace portsim {

const MeasuredConnects* measured_of(const WorkloadDemand& demand, const Scenario& scenario,
                                    const MeasuredWorkloads& measured) {
  const auto index = static_cast<std::size_t>(demand.workload - scenario.workloads.data());
  return index < measured.size() && measured[index] ? &*measured[index] : nullptr;
}

MeasuredWorkloads of_pools(MeasuredWorkloads measured, const Scenario& scenario) {
  for (std::size_t n = 0; n < measured.size(); ++n)
    if (!std::holds_alternative<PoolClient>(scenario.workloads[n].client)) measured[n].reset();
  return measured;
}

// The demand takes each request for a connect: measured are fewer, or with retries more.
void apply(const MeasuredWorkloads& measured, const Scenario& scenario, std::vector<PoolDemand>& pools) {
  for (PoolDemand& pool : pools) {
    for (DestinationDemand& destination : pool.destinations) {
      for (WorkloadDemand& demand : destination.workloads) {
        if (const MeasuredConnects* connects = measured_of(demand, scenario, measured))
          demand.rate *=
              connects->all / std::get<PoolClient>(demand.workload->client).request_rate.per_second();
      }
    }
  }
  const auto is_idle = [](const PoolDemand& pool) { return pool.rate() == 0; };
  pools.erase(std::remove_if(pools.begin(), pools.end(), is_idle), pools.end());
}

MeasuredConnects sum_of(const MeasuredWorkloads& measured) {
  MeasuredConnects sum;
  for (const auto& connects : measured) {
    if (!connects) continue;
    sum.all += connects->all;
    sum.retries += connects->retries;
    sum.flushed += connects->flushed;
  }
  return sum;
}

}  // namespace portsim
