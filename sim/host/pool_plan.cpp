#include "sim/host/pool_plan.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "sim/scenario/port_source.hpp"

namespace portsim {
namespace {

// The hosts and workloads as they are during one epoch.
struct Setup {
  const std::vector<Host>& hosts;
  const std::vector<Workload>& workloads;
  const std::vector<Service>& services;
};

// The ports, the scope and the order in which a workload's sockets get theirs.
struct Draw {
  PortSet ports;
  std::vector<PortRange> reserved;
  PoolScope scope;
  TimeWaitBlocks time_wait_blocks;
  PortSelectionSpec selection;
};

Draw draw_of(const HostBehaviour& host, const Workload& workload) {
  const PortSource source = port_source_of(host, workload);
  const bool is_named = source == PortSource::bound;  // which is for bind() to have, excluded or not
  const std::vector<PortRange> none;
  Draw draw{PortSet{range_drawn_from(host, workload), is_named ? none : host.excluded},
            is_named ? none : host.reserved, scope_drawn_from(host, workload),
            time_wait_blocks_in_scope(host, workload), host.selection};
  switch (port_pick_of(host, workload)) {
    case PortPick::own_order:
      break;
    case PortPick::random:
      draw.selection = RandomOnceSpec{};
      break;
    case PortPick::fixed:
      draw.selection = FixedPortSpec{*draw.ports.offset_of(workload.bind.port)};
      break;
    case PortPick::auto_reuse:
      draw.selection = RandomStartSpec{};
      break;
    case PortPick::at_bind:
      draw.selection = host.any_port_at_bind->selection;
      break;
  }
  return draw;
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

// Up to about 8 MB dense columns are the faster ones, sparsely used or not (bench/many_destinations.cpp).
// Beyond that a column is to show first that its ports are in use.
ColumnForm form_of_columns(const std::vector<PlannedPool>& pools) {
  constexpr std::uint64_t dense_instants_max = 1'000'000;
  std::uint64_t instants = 0;
  for (const PlannedPool& pool : pools)
    instants += std::uint64_t{pool.shape.ports} * (2 + columns_of_four_tuples(pool.shape));
  return instants <= dense_instants_max ? ColumnForm::dense : ColumnForm::sparse;
}

class Planner {
 public:
  explicit Planner(const Scenario& scenario) : scenario_{scenario} {}

  PortPlan plan() && {
    for (std::size_t n = 0; n < scenario_.epochs(); ++n) {
      add_epoch({scenario_.hosts_in(n), scenario_.workloads_in(n), scenario_.services}, scenario_.begin_of(n),
                scenario_.end_of(n));
    }
    const ColumnForm form = form_of_columns(plan_.pools);
    for (PlannedPool& pool : plan_.pools) pool.shape.columns = form;
    return std::move(plan_);
  }

 private:
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
                .time_wait = time_wait_before(host, workload),
                .closes = workload.closes,
                .counts_as_free = host.handed_out,
                .time_wait_counts_as_closing = host.handed_out.has(ClosingState::time_wait)};
    const Draw draw = draw_of(host, workload);
    for (std::uint32_t turn = 0; turn < route.turns; ++turn) {
      const AddressIndex address = workload.from.empty() ? 0 : workload.from[turn];
      for (const ServiceShare& part : workload.connects_to)
        for (std::uint32_t which = 0; which < setup.services[part.service].count; ++which)
          route.paths.push_back(path_of(setup, workload, draw, {address, {part.service, which}}, epoch));
    }
    return route;
  }

  Path path_of(const Setup& setup, const Workload& workload, const Draw& draw, LocalDestination towards,
               const Epoch& epoch) {
    const PoolIndex pool = pool_for(setup, workload, draw, towards);
    PlannedPool& planned = plan_.pools[pool];
    if (planned.until == Duration::zero()) planned.from = epoch.from;
    planned.until = epoch.until;
    planned.shape.tracks_closing |= std::holds_alternative<SeqClosingSpec>(draw.selection);
    const HostBehaviour& host = setup.hosts[workload.host].behaviour;
    if (host.addresses_share_four_tuples) towards.address = 0;
    return {.pool = pool,
            .destination = destination_in(pool, towards),
            .selector = selector_for(pool, draw.selection, host),
            .destination_of_host = destination_of_host(workload.host, towards),
            .round_trip = setup.services[towards.remote.service].round_trip};
  }

  PoolIndex pool_for(const Setup& setup, const Workload& workload, const Draw& draw,
                     const LocalDestination& towards) {
    PlannedPool wanted{.name = {}, .host = workload.host, .scope = draw.scope};
    if (draw.scope != PoolScope::host) wanted.address = towards.address;
    if (draw.scope == PoolScope::destination) wanted.remote = towards.remote;
    wanted.ports = draw.ports;
    wanted.reserved = draw.reserved;
    const PoolKey key{wanted.host,   wanted.scope,        wanted.address,
                      wanted.remote, draw.ports.ranges(), draw.reserved};
    const auto [known, is_new] = pool_index_.emplace(key, static_cast<PoolIndex>(plan_.pools.size()));
    if (is_new) {
      wanted.name = name_of_pool(setup, workload, wanted);
      wanted.shape = {draw.ports.size(), 0, draw.time_wait_blocks};
      plan_.pools.push_back(std::move(wanted));
    }
    return known->second;
  }

  static std::string name_of_pool(const Setup& setup, const Workload& workload, const PlannedPool& pool) {
    const Host& host = setup.hosts[pool.host];
    std::string name = host.name;
    if (pool.address.value_or(0) > 0) name += "/" + to_text(host.addresses[*pool.address]);
    if (pool.remote) name += "/" + name_of(*pool.remote, setup.services);
    if (workload.bind.call == BindCall::fixed_port && pool.ports.size() == 1)
      name += "/" + std::to_string(workload.bind.port.number());
    return name;
  }

  DestinationIndex destination_in(PoolIndex index, const LocalDestination& wanted) {
    PlannedPool& pool = plan_.pools[index];
    const auto [known, is_new] =
        destination_index_.emplace(std::pair{index, wanted}, pool.shape.destinations);
    if (is_new) {
      pool.destinations.push_back(wanted);
      ++pool.shape.destinations;
    }
    return known->second;
  }

  std::uint32_t destination_of_host(HostIndex host, const LocalDestination& wanted) {
    auto& of_host = destinations_of_host_[host];
    return of_host.emplace(wanted, static_cast<std::uint32_t>(of_host.size())).first->second;
  }

  // The host's own order has the pool's stream; others draw from their own.
  SelectorIndex selector_for(PoolIndex pool, const PortSelectionSpec& spec, const HostBehaviour& host) {
    const PlannedPool& drawn_from = plan_.pools[pool];
    std::vector<SelectorIndex>& known_ones =
        has_state_of_host(spec) ? selectors_of_host_[{drawn_from.host, drawn_from.ports.ranges()}]
                                : selectors_of_pool_[pool];
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
  PortPlan plan_;
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

std::string name_of(const RemoteIndex& remote, const std::vector<Service>& services) {
  const Service& service = services[remote.service];
  return service.count == 1 ? service.name : fmt::format("{}[{}]", service.name, remote.which + 1);
}

PortPlan plan_ports(const Scenario& scenario) {
  return Planner{scenario}.plan();
}

}  // namespace portsim
