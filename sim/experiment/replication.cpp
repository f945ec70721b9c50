#include "sim/experiment/replication.hpp"

#include <algorithm>
#include <vector>

#include "sim/experiment/batches.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {

namespace {

std::vector<ObservedPorts> observed_pools(const Scenario& scenario, const PortPlan& plan) {
  std::vector<ObservedPorts> pools;
  for (const PlannedPool& pool : plan.pools) {
    const SimTime from{std::max(pool.from, scenario.warm_up)};
    pools.push_back({pool.shape.ports, {from, std::max(from, SimTime{pool.until})}});
  }
  return pools;
}

// None, if no host counts its connections in TIME_WAIT.
std::size_t counting_hosts(const Scenario& scenario, const PortPlan& plan) {
  const bool any = std::any_of(plan.pools.begin(), plan.pools.end(),
                               [](const PlannedPool& pool) { return pool.counts_time_wait; });
  return any ? scenario.hosts.size() : 0;
}

}  // namespace

std::optional<ReplicationTally> run_replication(const Scenario& scenario, const RunId& id,
                                                const std::function<bool(double done)>& keep_going) {
  constexpr std::int64_t actions_between_questions = 1 << 18;  // some milliseconds
  const SimTime end{scenario.duration};
  const PortPlan plan = plan_ports(scenario);
  RunTally tally{scenario.workloads.size(),
                 observed_pools(scenario, plan),
                 counting_hosts(scenario, plan),
                 {SimTime{scenario.warm_up}, end}};
  Simulation<PortPool, RunTally> simulation{scenario, id, tally};
  const auto advance_to = [&](SimTime until) {
    while (!simulation.advance(until, actions_between_questions))
      if (!keep_going(in_seconds(simulation.now().since_start()) / in_seconds(scenario.duration)))
        return false;
    return true;
  };
  if (is_cut_into_batches(scenario)) {
    for (int n = 0; n + 1 < batches_counted; ++n) {
      if (!advance_to(end_of_batch(scenario, n))) return std::nullopt;
      tally.end_batch();
    }
  }
  if (!advance_to(end)) return std::nullopt;
  if (is_cut_into_batches(scenario)) tally.end_batch();
  return tally.result();
}

}  // namespace portsim
