#include "sim/theory/pool_demand.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/host/pool_plan.hpp"
#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/cached_users.hpp"

namespace portsim {

namespace {

template <class Parts, class Quantity>
double sum_over(const Parts& parts, Quantity quantity) {
  double sum = 0;
  for (const auto& part : parts) sum += quantity(part);
  return sum;
}

template <class Part>
bool is_idle(const Part& part) {
  return part.rate() == 0;
}

template <class Part, class Condition>
void remove_if(std::vector<Part>& parts, Condition condition) {
  parts.erase(std::remove_if(parts.begin(), parts.end(), condition), parts.end());
}

void describe(WorkloadDemand& demand, const OpenClient& client, const Scenario& scenario, Duration from) {
  const Workload& workload = *demand.workload;
  const ActiveSpan active = active_span(workload, client, scenario);
  demand.rate = mean_rate(client, active, scenario, from);
  demand.lease = lease_law(workload.holds, demand.besides_hold.total());
  demand.live = lease_law(workload.holds, demand.besides_hold.live);
  const bool is_closed = !std::holds_alternative<HoldForever>(workload.holds);
  demand.lease_mean = is_closed ? demand.lease.mean() : in_seconds(scenario.duration);
  demand.live_mean = is_closed ? demand.live.mean() : demand.lease_mean;
}

void describe(WorkloadDemand& demand, const MailboxCacheClient& client, const Scenario&, Duration) {
  const CachedUsers users = cached_users(client, *demand.workload, *demand.service);
  demand.rate = users.opens_per_second;
  demand.live_mean =
      users.cycle.open_mean + in_seconds(demand.besides_hold.live - demand.service->round_trip);
  demand.lease_mean = demand.live_mean + in_seconds(demand.besides_hold.after);
}

LeaseBesidesHold besides_hold(const Route& route) {
  const PortLease lease =
      lease_of_connection(Duration::zero(), route.round_trip, route.closer, route.time_wait);
  const Duration free_while_live = route.closing_counts_as_free ? lease.closing : Duration::zero();
  const Duration live = lease.live - free_while_live;
  if (route.rules.ignores_time_wait) return {.live = live, .after = {}, .closing = {}};
  const Duration after = lease.total() - live;
  return {
      .live = live, .after = after, .closing = route.time_wait_counts_as_closing ? after : free_while_live};
}

WorkloadDemand demand_of(const Workload& workload, const Route& route, const Scenario& scenario,
                         Duration from) {
  WorkloadDemand demand{.workload = &workload,
                        .service = &scenario.services[workload.connects_to],
                        .besides_hold = besides_hold(route),
                        .ignores_time_wait = route.rules.ignores_time_wait};
  std::visit([&](const auto& client) { describe(demand, client, scenario, from); }, workload.client);
  return demand;
}

PoolDemand without_demand(const PlannedPool& planned, const Scenario& scenario) {
  const bool time_wait_blocks_all = planned.shape.time_wait_blocks == TimeWaitBlocks::pool;
  return {
      .name = planned.name,
      .host = &scenario.hosts[planned.host],
      .ports = planned.shape.ports,
      .selections = {},
      .destinations = std::vector<DestinationDemand>(time_wait_blocks_all ? 1 : planned.destinations.size())};
}

// All turns of a workload that come to one place are no turns there.
void add(DestinationDemand& destination, const WorkloadDemand& demand) {
  const auto same =
      std::find_if(destination.workloads.begin(), destination.workloads.end(),
                   [&](const WorkloadDemand& other) { return other.workload == demand.workload; });
  if (same == destination.workloads.end()) {
    destination.workloads.push_back(demand);
    return;
  }
  same->rate += demand.rate;
  same->turn = 0;
  same->turns = 1;
}

// Each local address of the workload has its share.
void spread(const WorkloadDemand& whole, const Route& route, const PortPlan& plan,
            std::vector<PoolDemand>& pools) {
  const auto turns = static_cast<std::uint32_t>(route.paths.size());
  for (std::uint32_t turn = 0; turn < turns; ++turn) {
    const Path& path = route.paths[turn];
    PoolDemand& pool = pools[path.pool];
    const PortSelectionSpec& selection = plan.selectors[path.selector].spec;
    if (std::find(pool.selections.begin(), pool.selections.end(), selection) == pool.selections.end())
      pool.selections.push_back(selection);
    pool.rules.binds_first |= route.rules.binds_first;
    pool.rules.ignores_time_wait |= route.rules.ignores_time_wait;
    WorkloadDemand share = whole;
    share.rate /= turns;
    share.turn = turn;
    share.turns = turns;
    add(pool.destinations[pool.destinations.size() == 1 ? 0 : path.destination], share);
  }
}

// Where a port is in use only as long as it is live, it is closed to all destinations alike.
void join_destinations_without_time_wait(PoolDemand& pool) {
  for (const DestinationDemand& destination : pool.destinations)
    for (const WorkloadDemand& demand : destination.workloads)
      if (demand.lease_mean > demand.live_mean) return;
  DestinationDemand joined;
  for (const DestinationDemand& destination : pool.destinations)
    for (const WorkloadDemand& demand : destination.workloads) add(joined, demand);
  pool.destinations = {std::move(joined)};
}

// A workload that names its port comes to no other.
void leave_only_a_bound_port(PoolDemand& pool) {
  const bool is_bound =
      pool.selections.size() == 1 && std::holds_alternative<FixedPortSpec>(pool.selections.front());
  if (is_bound) pool.ports = 1;
}

}  // namespace

double DestinationDemand::rate() const {
  return sum_over(workloads, [](const WorkloadDemand& demand) { return demand.rate; });
}

OfferedLoad DestinationDemand::load() const {
  return {sum_over(workloads, [](const WorkloadDemand& demand) { return demand.rate * demand.lease_mean; })};
}

double DestinationDemand::live_load() const {
  return sum_over(workloads, [](const WorkloadDemand& demand) { return demand.rate * demand.live_mean; });
}

double PoolDemand::rate() const {
  return sum_over(destinations, [](const DestinationDemand& part) { return part.rate(); });
}

OfferedLoad PoolDemand::load() const {
  return {sum_over(destinations, [](const DestinationDemand& part) { return part.load().erlangs; })};
}

double PoolDemand::live_load() const {
  return sum_over(destinations, [](const DestinationDemand& part) { return part.live_load(); });
}

const WorkloadDemand* PoolDemand::only_workload() const {
  if (destinations.size() > 1 || destinations.front().workloads.size() > 1) return nullptr;
  return &destinations.front().workloads.front();
}

std::vector<PoolDemand> pool_demands(const Scenario& scenario, Duration from) {
  const PortPlan plan = plan_ports(scenario);
  std::vector<PoolDemand> pools;
  for (const PlannedPool& planned : plan.pools) pools.push_back(without_demand(planned, scenario));
  const std::vector<Route>& routes = plan.epochs.front().routes;
  for (WorkloadIndex workload = 0; workload < routes.size(); ++workload) {
    const WorkloadDemand demand = demand_of(scenario.workloads[workload], routes[workload], scenario, from);
    if (demand.rate > 0) spread(demand, routes[workload], plan, pools);
  }
  for (PoolDemand& pool : pools) remove_if(pool.destinations, is_idle<DestinationDemand>);
  remove_if(pools, is_idle<PoolDemand>);
  for (PoolDemand& pool : pools) {
    join_destinations_without_time_wait(pool);
    leave_only_a_bound_port(pool);
  }
  return pools;
}

PoolDemand thinned(PoolDemand pool, double fraction) {
  for (DestinationDemand& destination : pool.destinations) {
    for (WorkloadDemand& demand : destination.workloads) demand.rate *= fraction;
  }
  return pool;
}

}  // namespace portsim
