#include "sim/host/pool_transfer.hpp"

#include <algorithm>
#include <set>

#include "sim/host/numbering.hpp"

namespace portsim {

namespace {

PoolTransfer transfer_between(const PortPlan& plan, PoolIndex from, PoolIndex to) {
  PoolTransfer transfer{from, to, {}};
  const auto old_destinations = plan.destinations_of(plan.pools[from]);
  const auto new_destinations = plan.destinations_of(plan.pools[to]);
  Numbering<LocalDestination> numbers;  // the new ones', then those of others
  for (const LocalDestination& destination : new_destinations) numbers[destination];
  for (DestinationIndex n = 0; n < old_destinations.size(); ++n) {
    const DestinationIndex same = numbers[old_destinations[n]];
    if (same < new_destinations.size()) transfer.destinations.emplace_back(n, same);
  }
  return transfer;
}

std::set<PoolIndex> pools_in(const Epoch& epoch) {
  std::set<PoolIndex> pools;
  for (const Route& route : epoch.routes)
    for (const Path& path : route.paths) pools.insert(path.pool);
  return pools;
}

}  // namespace

std::vector<PoolTransfer> transfers_between(const PortPlan& plan, std::size_t left, std::size_t entered) {
  std::set<std::pair<PoolIndex, PoolIndex>> changes;
  for (std::size_t workload = 0; workload < plan.epochs[left].routes.size(); ++workload) {
    const auto& before = plan.epochs[left].routes[workload].paths;
    const auto& after = plan.epochs[entered].routes[workload].paths;
    for (std::size_t n = 0; n < before.size(); ++n)
      if (before[n].pool != after[n].pool) changes.insert({before[n].pool, after[n].pool});
  }
  std::vector<PoolTransfer> transfers;
  transfers.reserve(changes.size());
  for (const auto& [from, to] : changes) transfers.push_back(transfer_between(plan, from, to));
  return transfers;
}

std::vector<PoolIndex> pools_left(const PortPlan& plan, std::size_t left, std::size_t entered) {
  const std::set<PoolIndex> before = pools_in(plan.epochs[left]);
  const std::set<PoolIndex> after = pools_in(plan.epochs[entered]);
  std::vector<PoolIndex> gone;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
  return gone;
}

PortOffset offset_after(const PortPlan& plan, PoolIndex from, PoolIndex to, PortOffset port) {
  return plan.pools[to].ports().offset_of(plan.pools[from].ports().at(port)).value_or(port_elsewhere);
}

}  // namespace portsim
