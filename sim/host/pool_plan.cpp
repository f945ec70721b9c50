#include "sim/host/pool_plan.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "sim/host/port_draw.hpp"
#include "sim/scenario/own_address.hpp"
#include "sim/scenario/port_source.hpp"

namespace portsim {
namespace {

ServerClose server_close(const Service& service, const HostBehaviour& host) {
  const bool is_known = host.fin_wait_2 > Duration::zero();
  return {service.closes_after, is_known ? host.fin_wait_2 : forever};
}

std::vector<DestinationGroup> groups_of(const Workload& workload, const std::vector<Service>& services) {
  std::vector<DestinationGroup> groups;
  double up_to = 0;
  std::uint32_t first = 0;
  for (const ServiceShare& part : workload.connects_to) {
    const std::uint32_t count = services[part.service].count;
    groups.push_back({up_to += part.share.value(), first, count});
    first += count;
  }
  groups.back().up_to = 1;  // whatever the rounding
  return groups;
}

ColumnForm form_of(std::uint64_t instants, std::uint64_t dense_instants_max) {
  return instants <= dense_instants_max ? ColumnForm::dense : ColumnForm::sparse;
}

// Up to about 8 MB dense columns of the ports are the faster ones, sparsely used or not, and up to about 2 MB
// those of destinations (bench/many_destinations.cpp). Beyond that a column is to show first that its ports
// are in use.
void choose_forms(std::vector<PlannedPool>& pools) {
  std::uint64_t of_ports = 0;
  std::uint64_t of_destinations = 0;
  for (const PlannedPool& pool : pools) {
    of_ports += std::uint64_t{2} * pool.shape.ports;
    of_destinations += std::uint64_t{pool.shape.ports} * destinations_told_apart(pool.shape);
  }
  for (PlannedPool& pool : pools) {
    pool.shape.columns = form_of(of_ports, 1'000'000);
    pool.shape.four_tuples = form_of(of_ports + of_destinations, 250'000);
  }
}

// The number that is known for the key, or from now on the next. Destinations mostly come in order: then the
// key belongs at the end.
template <class Numbers>
std::uint32_t number_in(Numbers& numbers, const typename Numbers::key_type& key, std::uint32_t next) {
  return numbers.try_emplace(numbers.end(), key, next)->second;
}

class Planner {
 public:
  explicit Planner(const Scenario& scenario)
      : scenario_{scenario}, listeners_{scenario.services}, has_buckets_{hosts_with_buckets(scenario)} {}

  PortPlan plan() && {
    for (std::size_t n = 0; n < scenario_.epochs(); ++n) {
      add_epoch({scenario_.hosts_in(n), scenario_.workloads_in(n), scenario_.services}, scenario_.begin_of(n),
                scenario_.end_of(n));
    }
    choose_forms(plan_.pools);
    plan_buckets();
    return std::move(plan_);
  }

 private:
  // One table for all of a host's pools with the same ports.
  void plan_buckets() {
    std::map<HostPorts, std::uint32_t> tables;
    std::map<std::pair<std::uint32_t, AddressIndex>, std::uint32_t> addresses;
    for (PoolIndex n = 0; n < plan_.pools.size(); ++n) {
      PlannedPool& pool = plan_.pools[n];
      if (!has_buckets_[pool.host] || !pool.remote) continue;
      const auto count = static_cast<std::uint32_t>(plan_.buckets.size());
      const auto [table, is_new] = tables.emplace(HostPorts{pool.host, pool.ports.ranges()}, count);
      if (is_new)
        plan_.buckets.push_back({.rule = scenario_.hosts[pool.host].behaviour.bound_ports,
                                 .ports = pool.shape.ports,
                                 .columns = pool.shape.columns});
      PlannedBuckets& buckets = plan_.buckets[table->second];
      const auto address =
          addresses.emplace(std::pair{table->second, *pool.address}, buckets.never_at_bind.size()).first;
      buckets.never_at_bind.resize(std::max<std::size_t>(buckets.never_at_bind.size(), address->second + 1));
      pool.buckets = {table->second, static_cast<std::uint32_t>(buckets.pools.size())};
      buckets.pools.push_back(n);
      buckets.address_of_pool.push_back(address->second);
      if (bound_pools_.count(n) > 0) add_reserved(pool, buckets.never_at_bind[address->second]);
    }
    for (PlannedBuckets& buckets : plan_.buckets) add_any_address(buckets);
  }

  // bind() to all addresses skips what it skips at each.
  static void add_any_address(PlannedBuckets& buckets) {
    if (buckets.never_at_bind.size() < 2) return;
    std::vector<PortOffset> never;
    for (const std::vector<PortOffset>& at_one : buckets.never_at_bind)
      never.insert(never.end(), at_one.begin(), at_one.end());
    buckets.any_address = static_cast<std::uint32_t>(buckets.never_at_bind.size());
    buckets.never_at_bind.push_back(std::move(never));
  }

  static void add_reserved(const PlannedPool& pool, std::vector<PortOffset>& offsets) {
    for (PortOffset offset = 0; offset < pool.shape.ports; ++offset)
      if (pool.is_reserved(offset)) offsets.push_back(offset);
  }

  void add_epoch(const Setup& setup, Duration from, Duration until) {
    Epoch epoch{from, until, {}};
    for (const Workload& workload : setup.workloads) epoch.routes.push_back(route_of(setup, workload, epoch));
    plan_.epochs.push_back(std::move(epoch));
  }

  Route route_of(const Setup& setup, const Workload& workload, const Epoch& epoch) {
    const HostBehaviour& host = setup.hosts[workload.host].behaviour;
    Route route{.paths = {},
                .turns = std::max<std::uint32_t>(1, static_cast<std::uint32_t>(workload.from.size())),
                .groups = groups_of(workload, setup.services),
                .host = workload.host,
                .rules = {.binds_first = binds_first(host, workload),
                          .ignores_time_wait = ignores_time_wait(host, workload)},
                .time_wait = host.time_wait_length(),
                .counts_time_wait = host.knows_both_ends(),
                .binds_to_any_address = binds_to_any_address(host, workload),
                .draws_at_bind = draws_at_bind(host, workload),
                .shares_port_at_bind = shares_port_at_bind(host, workload),
                .looks_in_lower_half_first = workload.socket.has(SocketOption::reuseaddr),
                .closes = workload.closes,
                .counts_as_free = host.handed_out,
                .time_wait_counts_as_closing = host.handed_out.has(ClosingState::time_wait)};
    PortDraw draw = draw_of(host, workload, has_buckets_[workload.host]);
    draw.listeners = listeners_.on(setup.hosts[workload.host]);
    route.destinations = route.groups.back().first + route.groups.back().count;
    route.own_range = own_range_in(draw.ports, host, workload);
    if (route.shares_port_at_bind) route.rules.ignores_time_wait = host.has_timestamps;
    for (std::uint32_t turn = 0; turn < route.turns; ++turn) {
      for (const ServiceShare& part : workload.connects_to)
        for (std::uint32_t which = 0; which < setup.services[part.service].count; ++which) {
          const RemoteIndex remote{part.service, which};
          const AddressIndex address =
              workload.from.empty()
                  ? source_address(setup.hosts[workload.host], setup.services[part.service], remote)
                  : workload.from[turn];
          route.paths.push_back(path_of(setup, workload, draw, {address, remote}, epoch));
        }
    }
    return route;
  }

  Path path_of(const Setup& setup, const Workload& workload, const PortDraw& draw, LocalDestination towards,
               const Epoch& epoch) {
    const PoolIndex pool = pool_for(setup, workload, draw, towards);
    if (draws_at_bind(setup.hosts[workload.host].behaviour, workload)) bound_pools_.insert(pool);
    PlannedPool& planned = plan_.pools[pool];
    if (planned.until == Duration::zero()) planned.from = epoch.from;
    planned.until = epoch.until;
    planned.shape.tracks_closing |= std::holds_alternative<SeqClosingSpec>(draw.selection);
    const Host& host = setup.hosts[workload.host];
    const Service& service = setup.services[towards.remote.service];
    const Endpoint remote = endpoint_of(service, towards.remote);
    const Ipv4Address local = address_of(host, towards.address);
    if (host.behaviour.addresses_share_four_tuples) towards.address = 0;
    Path path{.pool = pool,
              .destination = destination_in(pool, towards),
              .selector = selector_for(pool, draw.selection, host.behaviour),
              .destination_of_host = destination_of_host(workload.host, towards),
              .round_trip = service.round_trip,
              .time_wait = time_wait_before(host.behaviour, workload,
                                            is_loopback(local) || is_loopback(remote.address)),
              .server_close = server_close(service, host.behaviour),
              .is_served_here = runs_on(host, service),
              .is_refused = !service.listens};
    if (path.is_refused && local == remote.address)
      path.self = draw.ports.offset_of(remote.port).value_or(no_port);
    return path;
  }

  PoolIndex pool_for(const Setup& setup, const Workload& workload, const PortDraw& draw,
                     const LocalDestination& towards) {
    PlannedPool wanted{.name = {}, .host = workload.host, .scope = draw.scope};
    if (draw.scope != PoolScope::host) wanted.address = towards.address;
    if (draw.scope == PoolScope::destination) wanted.remote = towards.remote;
    wanted.ports = draw.ports;
    const Host& host = setup.hosts[workload.host];
    wanted.reserved = never_handed_out(host, draw.listeners, workload, address_of(host, towards.address));
    const PoolKey key{wanted.host,   wanted.scope,        wanted.address,
                      wanted.remote, draw.ports.ranges(), wanted.reserved};
    const auto count = static_cast<PoolIndex>(plan_.pools.size());
    const PoolIndex pool = number_in(pool_index_, key, count);
    if (pool == count) {
      wanted.name = name_of_pool(setup, workload, wanted);
      wanted.shape = {draw.ports.size(), 0, draw.time_wait_blocks};
      wanted.counts_time_wait = host.behaviour.knows_both_ends();
      plan_.pools.push_back(std::move(wanted));
    }
    return pool;
  }

  static std::string name_of_pool(const Setup& setup, const Workload& workload, const PlannedPool& pool) {
    const Host& host = setup.hosts[pool.host];
    std::string name = host.name;
    if (pool.address.value_or(0) > 0) name += "/" + to_text(address_of(host, *pool.address));
    if (pool.remote) name += "/" + name_of(*pool.remote, setup.services);
    if (workload.bind.call == BindCall::fixed_port && pool.ports.size() == 1)
      name += "/" + std::to_string(workload.bind.port.number());
    return name;
  }

  DestinationIndex destination_in(PoolIndex index, const LocalDestination& wanted) {
    PlannedPool& pool = plan_.pools[index];
    const DestinationIndex count = pool.shape.destinations;
    const DestinationIndex destination = number_in(destination_index_, std::pair{index, wanted}, count);
    if (destination == count) {
      pool.destinations.push_back(wanted);
      ++pool.shape.destinations;
    }
    return destination;
  }

  std::uint32_t destination_of_host(HostIndex host, const LocalDestination& wanted) {
    auto& of_host = destinations_of_host_[host];
    return number_in(of_host, wanted, static_cast<std::uint32_t>(of_host.size()));
  }

  // The host's own order has the pool's stream; others draw from their own.
  SelectorIndex selector_for(PoolIndex pool, const PortSelectionSpec& spec, const HostBehaviour& host) {
    const PlannedPool& drawn_from = plan_.pools[pool];
    std::vector<SelectorIndex>& known_ones =
        has_state_of_host(spec) ? selectors_of_host_[{drawn_from.host, drawn_from.ports.ranges()}]
                                : selectors_of_pool_.try_emplace(selectors_of_pool_.end(), pool)->second;
    for (const SelectorIndex known : known_ones)
      if (plan_.selectors[known].spec == spec) return known;
    std::string stream = has_state_of_host(spec) ? scenario_.hosts[drawn_from.host].name : drawn_from.name;
    if (spec != host.selection) stream += "/" + std::string{portsim::name_of(spec)};
    plan_.selectors.push_back({pool, spec, std::move(stream)});
    return known_ones.emplace_back(static_cast<SelectorIndex>(plan_.selectors.size() - 1));
  }

  using Ranges = std::vector<PortRange>;
  using PoolKey = std::tuple<HostIndex, PoolScope, std::optional<AddressIndex>, std::optional<RemoteIndex>,
                             Ranges, Ranges>;
  using HostPorts = std::pair<HostIndex, Ranges>;

  const Scenario& scenario_;
  Listeners listeners_;
  PortPlan plan_;
  std::vector<bool> has_buckets_;    // one a host: bind() and connect() keep ports from each other
  std::set<PoolIndex> bound_pools_;  // from which bind() draws
  std::map<PoolKey, PoolIndex> pool_index_;
  std::map<PoolIndex, std::vector<SelectorIndex>> selectors_of_pool_;
  std::map<HostPorts, std::vector<SelectorIndex>> selectors_of_host_;
  std::map<HostIndex, std::map<LocalDestination, std::uint32_t>> destinations_of_host_;
  std::map<std::pair<PoolIndex, LocalDestination>, DestinationIndex> destination_index_;
};

}  // namespace

bool PlannedPool::is_reserved(PortOffset port) const {
  return std::any_of(reserved.begin(), reserved.end(),
                     [&](const PortRange& range) { return contains(range, ports.at(port)); });
}

PortCount PlannedPool::usable_ports() const {
  PortCount usable = 0;
  for (const PortRange& range : ports.ranges()) usable += PortSet{range, reserved}.size();
  return usable;
}

PortPlan plan_ports(const Scenario& scenario) {
  return Planner{scenario}.plan();
}

}  // namespace portsim
