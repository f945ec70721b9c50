#include "sim/experiment/replication.hpp"

#include <algorithm>
#include <vector>

#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {

namespace {

std::vector<ObservedPorts> observed_pools(const Scenario& scenario) {
  std::vector<ObservedPorts> pools;
  for (const PlannedPool& pool : plan_ports(scenario).pools) {
    const SimTime from{std::max(pool.from, scenario.warm_up)};
    pools.push_back({pool.shape.ports, {from, std::max(from, SimTime{pool.until})}});
  }
  return pools;
}

}  // namespace

std::optional<ReplicationTally> run_replication(const Scenario& scenario, const RunId& id,
                                                const std::function<bool(double done)>& keep_going) {
  constexpr int parts = 64;
  const SimTime end{scenario.duration};
  RunTally tally{scenario.workloads.size(), observed_pools(scenario), {SimTime{scenario.warm_up}, end}};
  Simulation<PortPool, RunTally> simulation{scenario, id, tally};
  for (int part = 1; part < parts; ++part) {
    simulation.run_until(SimTime{scenario.duration / parts * part});
    if (!keep_going(static_cast<double>(part) / parts)) return std::nullopt;
  }
  simulation.run_until(end);
  return tally.result();
}

}  // namespace portsim
