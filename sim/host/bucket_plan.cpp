#include "sim/host/bucket_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace portsim {
namespace {

void add_reserved(const PlannedPool& pool, std::vector<PortOffset>& offsets) {
  for (PortOffset offset = 0; offset < pool.shape.ports; ++offset)
    if (pool.is_reserved(offset)) offsets.push_back(offset);
}

// bind() to all addresses skips what it skips at each.
void add_any_address(PlannedBuckets& buckets) {
  if (buckets.never_at_bind.size() < 2) return;
  std::vector<PortOffset> never;
  for (const std::vector<PortOffset>& at_one : buckets.never_at_bind)
    never.insert(never.end(), at_one.begin(), at_one.end());
  buckets.any_address = static_cast<std::uint32_t>(buckets.never_at_bind.size());
  buckets.never_at_bind.push_back(std::move(never));
}

}  // namespace

// One table for all of a host's pools with the same ports.
void plan_buckets(const Scenario& scenario, const BindUse& use, PortPlan& plan) {
  std::vector<std::map<std::vector<PortRange>, std::uint32_t>> tables(scenario.hosts.size());
  std::map<std::pair<std::uint32_t, AddressIndex>, std::uint32_t> addresses;
  for (PoolIndex n = 0; n < plan.pools.size(); ++n) {
    PlannedPool& pool = plan.pools[n];
    if (!use.has_buckets[pool.host] || !pool.remote) continue;
    const auto count = static_cast<std::uint32_t>(plan.buckets.size());
    const auto [table, is_new] = tables[pool.host].try_emplace(pool.ports().ranges(), count);
    if (is_new)
      plan.buckets.push_back({.rule = scenario.hosts[pool.host].behaviour.bound_ports,
                              .ports = pool.shape.ports,
                              .columns = pool.shape.columns});
    PlannedBuckets& buckets = plan.buckets[table->second];
    const auto address =
        addresses.emplace(std::pair{table->second, *pool.address}, buckets.never_at_bind.size()).first;
    buckets.never_at_bind.resize(std::max<std::size_t>(buckets.never_at_bind.size(), address->second + 1));
    pool.buckets = {table->second, static_cast<std::uint32_t>(buckets.pools.size())};
    buckets.pools.push_back(n);
    buckets.address_of_pool.push_back(address->second);
    if (use.is_drawn_from[n]) add_reserved(pool, buckets.never_at_bind[address->second]);
  }
  for (PlannedBuckets& buckets : plan.buckets) add_any_address(buckets);
}

}  // namespace portsim
