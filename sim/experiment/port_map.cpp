#include "sim/experiment/port_map.hpp"

#include <algorithm>
#include <numeric>

#include "sim/host/keep_going.hpp"
#include "sim/host/observed_simulation.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/statistics/time_bins.hpp"

namespace portsim {

namespace {

constexpr std::int64_t instants_max = 300;
constexpr std::int64_t instants_min = 60;
constexpr std::int64_t cells_max = 20'000'000;  // in memory at once; a tenth of a second to read

std::vector<PoolIndex> fullest_of(const std::vector<PoolResult>& pools) {
  std::vector<PoolIndex> order(pools.size());
  std::iota(order.begin(), order.end(), PoolIndex{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](PoolIndex a, PoolIndex b) { return pools[a].gets_fuller_than(pools[b]); });
  order.resize(std::min(order.size(), mapped_pools_max));
  return order;
}

// Fewer instants where there are very many ports, and then fewer ports.
PortMap empty_map(const Scenario& scenario, const PortPlan& plan, const std::vector<PoolIndex>& pools) {
  std::int64_t ports = 0;
  for (const PoolIndex pool : pools) ports += plan.pools[pool].shape.ports;
  const std::int64_t affordable = cells_max / std::max<std::int64_t>(ports, 1);
  const std::int64_t intervals = std::clamp(affordable, instants_min, instants_max);
  PortMap map;
  map.spacing = round_length(scenario.duration, intervals);
  map.instants = static_cast<std::size_t>(scenario.duration / map.spacing) + 1;
  const std::int64_t cells = ports * static_cast<std::int64_t>(map.instants);
  const auto stride = static_cast<PortCount>((cells + cells_max - 1) / cells_max);
  for (const PoolIndex pool : pools) {
    MappedPool mapped{.pool = pool, .stride = std::max<PortCount>(stride, 1), .ports = {}};
    mapped.ports.resize((plan.pools[pool].shape.ports + mapped.stride - 1) / mapped.stride);
    for (auto& states : mapped.ports) states.reserve(map.instants);
    map.pools.push_back(std::move(mapped));
  }
  return map;
}

void read(const PlannedPool& planned, const PortPool& pool, SimTime now, MappedPool& mapped) {
  for (std::size_t n = 0; n < mapped.ports.size(); ++n) {
    const auto port = static_cast<PortOffset>(n * mapped.stride);
    const bool is_reserved = !planned.reserved().empty() && planned.is_reserved(port);
    mapped.ports[n].push_back(is_reserved ? PortState::reserved : state_of(pool, port, now));
  }
}

}  // namespace

std::optional<PortMap> port_map(const Scenario& scenario, const Results& results,
                                const std::atomic<bool>* stop) {
  const auto goes_on = [&] { return stop == nullptr || !stop->load(); };
  const PortPlan plan = plan_ports(scenario);
  PortMap map = empty_map(scenario, plan, fullest_of(results.pools));
  QuietObserver nobody;  // the pools themselves are asked
  ObservedSimulation simulation{scenario, {scenario.seed, 0}, nobody};
  for (std::size_t instant = 0; instant < map.instants; ++instant) {
    const SimTime now = SimTime{} + map.spacing * static_cast<std::int64_t>(instant);
    if (!goes_on() || !advance_to(simulation, now, goes_on)) return std::nullopt;
    for (MappedPool& mapped : map.pools)
      read(plan.pools[mapped.pool], simulation.pool(mapped.pool), now, mapped);
  }
  return map;
}

}  // namespace portsim
