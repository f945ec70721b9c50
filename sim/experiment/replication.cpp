#include "sim/experiment/replication.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "sim/experiment/batches.hpp"
#include "sim/experiment/time_series.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/statistics/series_tally.hpp"

namespace portsim {

namespace {

std::vector<ObservedPorts> observed_pools(const Scenario& scenario, const PortPlan& plan) {
  std::vector<ObservedPorts> pools;
  pools.reserve(plan.pools.size());
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

RunTally tally_for(const Scenario& scenario, const PortPlan& plan) {
  return {scenario.workloads.size(),
          observed_pools(scenario, plan),
          counting_hosts(scenario, plan),
          {SimTime{scenario.warm_up}, SimTime{scenario.duration}}};
}

// Each host that is run by itself through all batches, before the next one: it stays in the cache.
template <class Simulation, class GoesOn>
bool run_in_batches(Simulation& simulation, const Scenario& scenario, RunTally& tally, GoesOn goes_on) {
  std::int64_t actions = actions_between_questions;
  for (EventSequence& events : simulation.sequences()) {
    for (int n = 0; n < batches_counted; ++n) {
      const SimTime end = n + 1 < batches_counted ? end_of_batch(scenario, n) : SimTime{scenario.duration};
      while (!simulation.advance(events, end, actions)) {
        if (!goes_on()) return false;
        actions = actions_between_questions;
      }
      tally.end_batch(static_cast<std::size_t>(n), events.workloads());
    }
  }
  return true;
}

// The run from its beginning to its end, told to an observer that the tally is, or is a part of. False: it
// was given up.
template <class Observer>
bool run_to_end(const Scenario& scenario, const SharedPlan& plan, const RunId& id, Observer& observer,
                RunTally& tally, const KeepGoing& keep_going) {
  const SimTime end{scenario.duration};
  Simulation<PortPool, Observer> simulation{scenario, plan, id, observer};
  const auto goes_on = [&] { return keep_going(simulation.part_done(end)); };
  if (is_cut_into_batches(scenario)) return run_in_batches(simulation, scenario, tally, goes_on);
  return advance_to(simulation, end, goes_on);
}

}  // namespace

std::optional<ReplicationTally> run_replication(const Scenario& scenario, const RunId& id,
                                                const KeepGoing& keep_going) {
  const auto plan = std::make_shared<const PortPlan>(plan_ports(scenario));
  RunTally tally = tally_for(scenario, *plan);
  if (!run_to_end(scenario, plan, id, tally, tally, keep_going)) return std::nullopt;
  return tally.result();
}

std::optional<ReplicationTally> run_watched_replication(const Scenario& scenario, const RunId& id,
                                                        const KeepGoing& keep_going) {
  const auto plan = std::make_shared<const PortPlan>(plan_ports(scenario));
  const SeriesPlan planned = series_plan(scenario, *plan);
  RunTally tally = tally_for(scenario, *plan);
  SeriesTally series{planned};
  BothObservers observers{tally, series};
  if (!run_to_end(scenario, plan, id, observers, tally, keep_going)) return std::nullopt;
  ReplicationTally result = tally.result();
  result.series = series.result();
  return result;
}

}  // namespace portsim
