#include "sim/scenario/port_memory.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "sim/scenario/client_demand.hpp"

namespace portsim {
namespace {

constexpr double dense_instants_max = 1'000'000;  // sim/host/pool_plan.cpp
constexpr double bytes_an_instant = 8.6;          // 8, and half a byte above it
constexpr double bytes_a_column = 80;
constexpr double bytes_a_slot = 16;
constexpr double bytes_a_pool = 1500;  // itself, its plan, its selection
constexpr double bytes_a_path = 24;    // of each epoch

// sim/statistics/run_tally.hpp: many pools are sampled more seldom.
double bytes_of_tally(double pools) {
  return std::max(std::min(pools, 256.0) * 33'000, pools * 560);
}

// What is held now and then, where it is so much on average.
double peak(double mean) {
  return mean + 4 * std::sqrt(mean) + 4;
}

double bytes_of_column(PortCount ports, double held, bool is_sparse) {
  const double dense = bytes_a_column + bytes_an_instant * ports;
  const double most = std::min(peak(held), static_cast<double>(ports));
  const auto slots = std::max<std::uint32_t>(8, std::bit_ceil(2 * static_cast<std::uint32_t>(most)));
  return is_sparse && slots <= ports / 4 ? bytes_a_column + bytes_a_slot * slots : dense;
}

constexpr double bytes_a_range = 16;  // in the plan of a pool and in what tells pools apart

double never_free_of(const HostBehaviour& host) {
  double ports = 0;
  for (const PortRange& range : host.reserved) ports += range.size();
  return ports;
}

// Two of its ports, and one of TIME_WAIT where the host counts it.
double columns_of_ports(const HostBehaviour& host) {
  return host.knows_both_ends() ? 3 : 2;
}

}  // namespace

void PortMemory::add(const Scenario& scenario, std::size_t epoch) {
  Pools pools;
  for (const Workload& workload : scenario.workloads_in(epoch))
    add(workload, scenario, scenario.hosts_in(epoch)[workload.host].behaviour, pools);
  // A pool may be used in several parts of the run.
  for (const auto& [key, pool] : pools) {
    Pool& known = pools_.emplace(key, pool).first->second;
    for (const auto& [column, held] : pool.held) known.held[column] = std::max(known.held[column], held);
  }
}

void PortMemory::add(const Workload& workload, const Scenario& scenario, const HostBehaviour& host,
                     Pools& pools) {
  const PortRange range = range_drawn_from(host, workload);
  const PoolScope scope = scope_drawn_from(host, workload);
  const double held = connections_at_once(workload, host, scenario);
  const std::vector<AddressIndex> chosen{0};
  const std::vector<AddressIndex>& addresses = workload.from.empty() ? chosen : workload.from;
  for (const ServiceShare& part : workload.connects_to) {
    destinations_[part.service] = scenario.services[part.service].count;
    paths_ += static_cast<double>(addresses.size()) * destinations_[part.service];
    for (const AddressIndex address : addresses) {
      PoolKey key{workload.host, port_source_of(host, workload), range.first, range.last, {}, {}};
      if (scope != PoolScope::host) std::get<4>(key) = address;
      if (scope == PoolScope::destination) std::get<5>(key) = part.service;
      Pool& pool = pools[key];
      pool.ports = range.size();
      pool.columns = columns_of_ports(host);
      pool.never_free = never_free_of(host) + scenario.hosts[workload.host].occupied.ports;
      pool.list_bytes = bytes_a_range * static_cast<double>(host.excluded.size() + host.reserved.size());
      pool.has_one_destination = scope == PoolScope::destination;
      pool.keeps_four_tuples = host.time_wait_blocks == TimeWaitBlocks::four_tuple;
      pool.held[{address, part.service}] += held * part.share.value() / static_cast<double>(addresses.size());
    }
  }
}

double PortMemory::destinations_of(const Pool& pool) const {
  double sum = 0;
  for (const auto& [column, held] : pool.held) sum += destinations_.at(column.second);
  return sum;
}

// Beside the two of its ports.
double PortMemory::columns_of(const Pool& pool) const {
  const double destinations = destinations_of(pool);
  return pool.has_one_destination || !pool.keeps_four_tuples || destinations == 1 ? 0 : destinations;
}

double PortMemory::bytes_of(const Pool& pool, bool is_sparse) const {
  const double pools = pool.has_one_destination ? destinations_of(pool) : 1;
  const bool has_columns = columns_of(pool) > 0;
  double held_by_all = 0;
  double bytes = 0;
  for (const auto& [column, held] : pool.held) {
    held_by_all += held;
    const double destinations = destinations_.at(column.second);
    if (has_columns) bytes += destinations * bytes_of_column(pool.ports, held / destinations, is_sparse);
  }
  const double held_by_each = std::min<double>(pool.ports, held_by_all / pools + pool.never_free);
  const double bytes_of_ports = pool.columns * bytes_of_column(pool.ports, held_by_each, is_sparse);
  return bytes + pools * (bytes_a_pool + pool.list_bytes + bytes_of_ports);
}

double PortMemory::bytes() const {
  double instants = 0;
  double pools = 0;
  for (const auto& [key, pool] : pools_) {
    const double alike = pool.has_one_destination ? destinations_of(pool) : 1;
    instants += alike * pool.ports * (2 + columns_of(pool));
    pools += alike;
  }
  double bytes = bytes_of_tally(pools) + bytes_a_path * paths_;
  for (const auto& [key, pool] : pools_) bytes += bytes_of(pool, instants > dense_instants_max);
  return bytes;
}

}  // namespace portsim
