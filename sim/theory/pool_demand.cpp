#include "sim/theory/pool_demand.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/host/pool_names.hpp"
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

void describe_leases(WorkloadDemand& demand, const HoldingTimeSpec& holds, const Scenario& scenario) {
  demand.lease = lease_law(holds, demand.besides_hold.total());
  demand.live = lease_law(holds, demand.besides_hold.live);
  const bool is_closed = !std::holds_alternative<HoldForever>(holds);
  demand.lease_mean = is_closed ? demand.lease.mean() : in_seconds(scenario.duration);
  demand.live_mean = is_closed ? demand.live.mean() : demand.lease_mean;
}

void describe(WorkloadDemand& demand, const OpenClient& client, const Scenario& scenario, Duration from) {
  const Workload& workload = *demand.workload;
  demand.rate = mean_rate(client, active_span(workload, client, scenario), scenario, from);
  describe_leases(demand, workload.holds, scenario);
}

// While none of their connects fails.
void describe(WorkloadDemand& demand, const ClosedClient& client, const Scenario& scenario, Duration) {
  describe_leases(demand, demand.workload->holds, scenario);
  demand.rate = turns_per_second(client, *demand.workload, *demand.service);
}

// At most: a connection that is there already is used again.
void describe(WorkloadDemand& demand, const PoolClient& client, const Scenario& scenario, Duration) {
  describe_leases(demand, client.request_time, scenario);
  demand.rate = client.request_rate.per_second();
}

void describe(WorkloadDemand& demand, const TraceClient& client, const Scenario& scenario, Duration from) {
  describe_leases(demand, demand.workload->holds, scenario);
  demand.rate =
      attempts_from(client, *demand.workload, scenario, from) / in_seconds(scenario.duration - from);
}

void describe(WorkloadDemand& demand, const MailboxCacheClient& client, const Scenario&, Duration) {
  const CachedUsers users = cached_users(client, *demand.workload, *demand.service);
  demand.rate = users.opens_per_second;
  demand.live_mean =
      users.cycle.open_mean + in_seconds(demand.besides_hold.live - demand.service->round_trip);
  demand.lease_mean = demand.live_mean + in_seconds(demand.besides_hold.after);
}

// The paths to a service are alike in what they cost.
LeaseBesidesHold besides_hold(const Route& route, const Path& path, Closer closer) {
  const PortLease lease = lease_of_connection(Duration::zero(), path.round_trip, closer,
                                              path.time_wait.longest(), path.server_close);
  const Duration free_while_live = route.closing_counts_as_free(closer) ? lease.closing : Duration::zero();
  const Duration live = lease.live - free_while_live;
  if (route.rules.ignores_time_wait) return {.live = live, .after = {}, .closing = {}};
  const Duration after = lease.total() - live;
  return {.live = live,
          .after = after,
          .closing = route.time_wait_counts_as_closing ? after : free_while_live,
          .rounding = closer == Closer::client ? path.time_wait.granularity : Duration::zero()};
}

// Of the connections to one service that one side closes: of Poisson attempts such parts are Poisson again.
WorkloadDemand demand_of(const Workload& workload, const ServiceShare& part, Closer closer,
                         const Route& route, const Path& path, const Scenario& scenario, Duration from) {
  const Service& service = scenario.services[part.service];
  WorkloadDemand demand{.workload = &workload,
                        .service = &service,
                        .closer = closer,
                        .besides_hold = besides_hold(route, path, closer),
                        .ignores_time_wait = route.rules.ignores_time_wait};
  std::visit([&](const auto& client) { describe(demand, client, scenario, from); }, workload.client);
  demand.fraction = part.share.value() * workload.closes.share_of(closer);
  demand.rate *= demand.fraction;
  return demand;
}

// How many of the pool's lowest ports others hold throughout.
PortCount occupied_throughout(const PlannedPool& planned, const Scenario& scenario) {
  const Host& host = scenario.hosts[planned.host];
  if (host.occupied.until < scenario.duration) return 0;
  const PortSet handed_out = host.behaviour.ports();
  if (planned.ports() == handed_out) return std::min(host.occupied.ports, handed_out.size());
  PortCount count = 0;
  for (PortOffset n = 0; n < host.occupied.ports; ++n)
    count += planned.ports().offset_of(handed_out.at(n)).has_value();
  return count;
}

PoolDemand without_demand(const PlannedPool& planned, const Scenario& scenario) {
  const bool time_wait_blocks_all = planned.shape.time_wait_blocks == TimeWaitBlocks::pool;
  const PortCount occupied = occupied_throughout(planned, scenario);
  return {
      .name = name_of(planned, scenario),
      .host = &scenario.hosts[planned.host],
      .ports = planned.usable_ports() - std::min(occupied, planned.usable_ports()),
      .occupied = occupied,
      .selections = {},
      .destinations = std::vector<DestinationDemand>(time_wait_blocks_all ? 1 : planned.shape.destinations)};
}

// Parts of a workload that come to one place, and leave it alike, are one; all its turns are no turns there.
void add(DestinationDemand& destination, const WorkloadDemand& demand) {
  const auto same = std::find_if(
      destination.workloads.begin(), destination.workloads.end(), [&](const WorkloadDemand& other) {
        return other.workload == demand.workload && other.closer == demand.closer &&
               other.besides_hold == demand.besides_hold;
      });
  if (same == destination.workloads.end()) {
    destination.workloads.push_back(demand);
    return;
  }
  same->rate += demand.rate;
  same->fraction += demand.fraction;
  same->turn = 0;
  same->turns = 1;
}

void add(PoolDemand& pool, const Route& route, const Path& path, const PortSelectionSpec& selection,
         const WorkloadDemand& demand) {
  if (std::find(pool.selections.begin(), pool.selections.end(), selection) == pool.selections.end())
    pool.selections.push_back(selection);
  pool.rules.binds_first |= route.rules.binds_first;
  pool.rules.ignores_time_wait |= route.rules.ignores_time_wait;
  add(pool.destinations[pool.destinations.size() == 1 ? 0 : path.destination], demand);
}

// Each local address has its share, and each of a group's destinations.
void spread(const WorkloadDemand& whole, const Route& route, const DestinationGroup& group,
            const PortPlan& plan, std::vector<PoolDemand>& pools) {
  WorkloadDemand share = whole;
  const double parts = static_cast<double>(route.turns) * group.count;
  share.rate /= parts;
  share.fraction /= parts;
  share.turns = route.turns;
  for (share.turn = 0; share.turn < route.turns; ++share.turn) {
    for (std::uint32_t which = 0; which < group.count; ++which) {
      const Path& path = route.paths[share.turn * route.destinations + group.first + which];
      add(pools[path.pool], route, path, plan.selectors[path.selector].spec, share);
    }
  }
}

void spread(const Workload& workload, const Route& route, const PortPlan& plan, const Scenario& scenario,
            Duration from, std::vector<PoolDemand>& pools) {
  for (std::size_t group = 0; group < route.groups.size(); ++group) {
    const Path& path = route.paths[route.groups[group].first];
    for (const Closer closer : all_closers) {
      if (workload.closes.share_of(closer) == 0) continue;
      const WorkloadDemand demand =
          demand_of(workload, workload.connects_to[group], closer, route, path, scenario, from);
      if (demand.rate > 0) spread(demand, route, route.groups[group], plan, pools);
    }
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
  const auto* bound = std::get_if<FixedPortSpec>(&pool.selections.front());
  if (bound && pool.selections.size() == 1) pool.ports = bound->port < pool.occupied ? 0 : 1;
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
  for (WorkloadIndex workload = 0; workload < routes.size(); ++workload)
    spread(scenario.workloads[workload], routes[workload], plan, scenario, from, pools);
  for (PoolDemand& pool : pools) remove_if(pool.destinations, is_idle<DestinationDemand>);
  remove_if(pools, is_idle<PoolDemand>);
  for (PoolDemand& pool : pools) {
    join_destinations_without_time_wait(pool);
    leave_only_a_bound_port(pool);
  }
  return pools;
}

bool are_alike(const PoolDemand& a, const PoolDemand& b) {
  const auto asks_alike = [](const WorkloadDemand& one, const WorkloadDemand& other) {
    return one.workload == other.workload && one.service == other.service && one.closer == other.closer &&
           one.rate == other.rate && one.turn == other.turn && one.turns == other.turns &&
           one.besides_hold == other.besides_hold && one.ignores_time_wait == other.ignores_time_wait;
  };
  const auto are_asked_alike = [&](const DestinationDemand& one, const DestinationDemand& other) {
    return std::equal(one.workloads.begin(), one.workloads.end(), other.workloads.begin(),
                      other.workloads.end(), asks_alike);
  };
  return a.host == b.host && a.ports == b.ports && a.occupied == b.occupied && a.rules == b.rules &&
         a.selections == b.selections &&
         std::equal(a.destinations.begin(), a.destinations.end(), b.destinations.begin(),
                    b.destinations.end(), are_asked_alike);
}

PoolDemand thinned(PoolDemand pool, double fraction) {
  for (DestinationDemand& destination : pool.destinations) {
    for (WorkloadDemand& demand : destination.workloads) demand.rate *= fraction;
  }
  return pool;
}

}  // namespace portsim
