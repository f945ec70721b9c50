#include "sim/theory/pool_demand.hpp"

#include <algorithm>
#include <variant>

#include "sim/host/pool_plan.hpp"
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

// Attempts of a phase within its first `span`: its rate goes linearly from one end to the other.
double attempts_in(const RatePhase& phase, double span) {
  const double from = phase.rate.per_second();
  if (!phase.lasts || *phase.lasts == Duration::zero()) return from * span;
  const double slope = (phase.to.per_second() - from) / in_seconds(*phase.lasts);
  return from * span + slope * span * span / 2;
}

double mean_rate_over_run(const OpenClient& client, const ActiveSpan& active, const Scenario& scenario) {
  double attempts = 0;
  Duration left = active.until - active.from;
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration span = std::clamp(phase.lasts.value_or(left), Duration::zero(), left);
    attempts += attempts_in(phase, in_seconds(span));
    left -= span;
  }
  return attempts / in_seconds(scenario.duration);
}

// The largest rate that is reached before the client stops.
double rate_max_in_run(const OpenClient& client, const ActiveSpan& active) {
  double rate_max = 0;
  Duration left = active.until - active.from;
  for (const RatePhase& phase : client.arrivals.phases) {
    if (left == Duration::zero()) break;
    const double from = phase.rate.per_second();
    const Duration lasts = phase.lasts.value_or(left);
    const Duration span = std::min(lasts, left);
    if (span == Duration::zero()) continue;
    const double reached =
        phase.lasts ? from + (phase.to.per_second() - from) * (in_seconds(span) / in_seconds(lasts)) : from;
    rate_max = std::max({rate_max, from, reached});
    left -= span;
  }
  return rate_max;
}

void describe(WorkloadDemand& demand, const OpenClient& client, const Host& host, const Scenario& scenario) {
  const Workload& workload = *demand.workload;
  const Duration round_trip = demand.service->round_trip;
  const ActiveSpan active = active_span(workload, client, scenario);
  demand.rate = mean_rate_over_run(client, active, scenario);
  demand.rate_max = rate_max_in_run(client, active);
  demand.lease = lease_law(workload.holds, round_trip, workload.closes, host.behaviour.time_wait);
  demand.live = lease_law(workload.holds, round_trip, workload.closes, Duration::zero());
  const bool is_closed = !std::holds_alternative<HoldForever>(workload.holds);
  demand.lease_mean = is_closed ? demand.lease.mean() : in_seconds(scenario.duration);
  demand.live_mean = is_closed ? demand.live.mean() : demand.lease_mean;
}

void describe(WorkloadDemand& demand, const MailboxCacheClient& client, const Host& host, const Scenario&) {
  const CachedUsers users = cached_users(client, *demand.workload, *demand.service);
  const PortLease after = lease_of_connection(Duration::zero(), demand.service->round_trip,
                                              demand.workload->closes, host.behaviour.time_wait);
  const double closing = in_seconds(after.live - demand.service->round_trip);
  demand.rate = users.opens_per_second;
  demand.rate_max = demand.rate;
  demand.live_mean = users.cycle.open_mean + closing;
  demand.lease_mean = demand.live_mean + in_seconds(after.time_wait);
}

WorkloadDemand demand_of(const Workload& workload, const Scenario& scenario) {
  WorkloadDemand demand{.workload = &workload, .service = &scenario.services[workload.connects_to]};
  std::visit([&](const auto& client) { describe(demand, client, scenario.hosts[workload.host], scenario); },
             workload.client);
  return demand;
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

double PoolDemand::rate_max() const {
  return sum_over(destinations, [](const DestinationDemand& part) {
    return sum_over(part.workloads, [](const WorkloadDemand& demand) { return demand.rate_max; });
  });
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

std::vector<PoolDemand> pool_demands(const Scenario& scenario) {
  const PortPlan plan = plan_ports(scenario);
  std::vector<PoolDemand> pools;
  for (const PlannedPool& planned : plan.pools) {
    const bool time_wait_blocks_all = planned.shape.time_wait_blocks == TimeWaitBlocks::pool;
    pools.push_back({.name = planned.name,
                     .host = &scenario.hosts[planned.host],
                     .ports = planned.shape.ports,
                     .destinations = std::vector<DestinationDemand>(
                         time_wait_blocks_all ? 1 : planned.destinations.size())});
  }
  for (const Route& route : plan.routes) {
    PoolDemand& pool = pools[route.pool];
    DestinationDemand& destination = pool.destinations[pool.destinations.size() == 1 ? 0 : route.destination];
    const WorkloadDemand demand = demand_of(scenario.workloads[route.workload], scenario);
    if (demand.rate > 0) destination.workloads.push_back(demand);
  }
  for (PoolDemand& pool : pools) remove_if(pool.destinations, is_idle<DestinationDemand>);
  remove_if(pools, is_idle<PoolDemand>);
  return pools;
}

std::optional<Rate> constant_rate(const OpenClient& client) {
  if (client.arrivals.phases.size() != 1) return std::nullopt;
  const RatePhase& phase = client.arrivals.phases.front();
  if (phase.rate.per_second() != phase.to.per_second()) return std::nullopt;
  return phase.rate;
}

ActiveSpan active_span(const Workload& workload, const OpenClient& client, const Scenario& scenario) {
  Duration until = std::min(workload.ends.value_or(scenario.duration), scenario.duration);
  Duration lasts = Duration::zero();
  for (const RatePhase& phase : client.arrivals.phases) {
    lasts = phase.lasts ? std::min(lasts + *phase.lasts, duration_max) : duration_max;
  }
  until = std::min(until, workload.starts + lasts);
  return {workload.starts, std::max(workload.starts, until)};
}

}  // namespace portsim
