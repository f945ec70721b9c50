#include "sim/host/pool_plan.hpp"

#include <algorithm>

namespace portsim {

namespace {

bool serves(const PlannedPool& pool, const Scenario& scenario, const Workload& workload) {
  if (pool.host != workload.host) return false;
  return scenario.hosts[pool.host].behaviour.scope != PoolScope::destination ||
         pool.destinations.front() == workload.connects_to;
}

PlannedPool new_pool(const Scenario& scenario, const Workload& workload) {
  const Host& host = scenario.hosts[workload.host];
  const bool is_of_destination = host.behaviour.scope == PoolScope::destination;
  return {
      .name = is_of_destination ? host.name + "/" + scenario.services[workload.connects_to].name : host.name,
      .host = workload.host,
      .destinations = {},
      .shape = {host.behaviour.ephemeral.size(), 0, host.behaviour.time_wait_blocks}};
}

DestinationIndex destination_in(PlannedPool& pool, ServiceIndex service) {
  const auto known = std::find(pool.destinations.begin(), pool.destinations.end(), service);
  const auto index = static_cast<DestinationIndex>(known - pool.destinations.begin());
  if (known == pool.destinations.end()) {
    pool.destinations.push_back(service);
    ++pool.shape.destinations;
  }
  return index;
}

}  // namespace

PortPlan plan_ports(const Scenario& scenario) {
  PortPlan plan;
  for (const Workload& workload : scenario.workloads) {
    auto pool = std::find_if(plan.pools.begin(), plan.pools.end(), [&](const PlannedPool& candidate) {
      return serves(candidate, scenario, workload);
    });
    if (pool == plan.pools.end()) pool = plan.pools.insert(pool, new_pool(scenario, workload));
    plan.routes.push_back({.workload = static_cast<std::uint32_t>(plan.routes.size()),
                           .pool = static_cast<PoolIndex>(pool - plan.pools.begin()),
                           .destination = destination_in(*pool, workload.connects_to),
                           .round_trip = scenario.services[workload.connects_to].round_trip,
                           .time_wait = scenario.hosts[workload.host].behaviour.time_wait,
                           .closer = workload.closes});
  }
  return plan;
}

}  // namespace portsim
