#include "sim/host/pool_plan.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "sim/host/bucket_plan.hpp"
#include "sim/host/destination_numbers.hpp"
#include "sim/host/numbering.hpp"
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

// What the paths of a workload have in common during one epoch.
struct WorkloadDraw {
  const Host& host;
  const Workload& workload;
  Duration from;
  Duration until;
  PortDraw draw;
  std::array<TimeWaitLength, 2> time_wait;  // elsewhere, and on the loopback interface
  bool binds;
  std::optional<SelectorIndex> selector_of_host{};  // where the order of ports has the host's state

  // Of the latest path, as most have the same.
  std::optional<AddressIndex> address{};
  std::uint32_t ports = 0;  // that sockets at this address draw from, by their number
};

class Planner {
 public:
  explicit Planner(const Scenario& scenario)
      : scenario_{scenario},
        listeners_{scenario.services},
        bind_use_{hosts_with_buckets(scenario), {}},
        newest_of_host_(scenario.hosts.size()) {}

  PortPlan plan() && {
    for (std::size_t n = 0; n < scenario_.epochs(); ++n) {
      add_epoch({scenario_.hosts_in(n), scenario_.workloads_in(n), scenario_.services}, scenario_.begin_of(n),
                scenario_.end_of(n));
    }
    list_destinations();
    choose_forms(plan_.pools);
    plan_buckets(scenario_, bind_use_, plan_);
    return std::move(plan_);
  }

 private:
  void add_epoch(const Setup& setup, Duration from, Duration until) {
    Epoch epoch{from, until, {}};
    epoch.routes.reserve(setup.workloads.size());
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
    WorkloadDraw draw = draw_for(setup, workload, epoch);
    route.destinations = route.groups.back().first + route.groups.back().count;
    route.own_range = own_range_in(draw.draw.ports, host, workload);
    if (route.shares_port_at_bind) route.rules.ignores_time_wait = host.has_timestamps;
    for (std::uint32_t turn = 0; turn < route.turns; ++turn)
      for (const ServiceShare& part : workload.connects_to)
        add_paths(setup.services, part.service, turn, draw, route.paths);
    return route;
  }

  WorkloadDraw draw_for(const Setup& setup, const Workload& workload, const Epoch& epoch) const {
    const Host& host = setup.hosts[workload.host];
    WorkloadDraw draw{.host = host,
                      .workload = workload,
                      .from = epoch.from,
                      .until = epoch.until,
                      .draw = draw_of(host.behaviour, workload, bind_use_.has_buckets[workload.host]),
                      .time_wait = {time_wait_before(host.behaviour, workload, false),
                                    time_wait_before(host.behaviour, workload, true)},
                      .binds = draws_at_bind(host.behaviour, workload)};
    draw.draw.listeners = listeners_.on(host);
    return draw;
  }

  // To all destinations of a service, from the local address whose turn it is.
  void add_paths(const std::vector<Service>& services, ServiceIndex index, std::uint32_t turn,
                 WorkloadDraw& draw, PathList& paths) {
    const Service& service = services[index];
    const std::vector<AddressIndex>& from = draw.workload.from;
    Path path{.round_trip = service.round_trip,
              .server_close = server_close(service, draw.host.behaviour),
              .is_served_here = runs_on(draw.host, service),
              .is_refused = !service.listens};
    for (std::uint32_t which = 0; which < service.count; ++which) {
      LocalDestination towards{0, {index, which}};
      if (!from.empty()) {
        towards.address = from[turn];
      } else if (path.is_served_here) {
        towards.address = source_address(draw.host, service, towards.remote);
      }
      lead(path, service, towards, draw);
      paths.push_back(path);
    }
  }

  // Completes the path by what differs from one of the service's destinations to the next.
  void lead(Path& path, const Service& service, LocalDestination towards, WorkloadDraw& draw) {
    path.pool = pool_for(draw, towards);
    follow(draw, plan_.pools[path.pool]);
    if (draw.binds) bind_use_.is_drawn_from[path.pool] = true;
    const Endpoint remote = endpoint_of(service, towards.remote);
    const Ipv4Address local = address_of(draw.host, towards.address);
    if (draw.host.behaviour.addresses_share_four_tuples) towards.address = 0;
    path.destination = destinations_of_pools_.number_in(path.pool, towards);
    path.selector = selector_for(draw, path.pool);
    path.destination_of_host = destinations_of_hosts_.number_in(draw.workload.host, towards);
    path.time_wait = draw.time_wait[is_loopback(local) || is_loopback(remote.address)];
    if (path.is_refused)
      path.self =
          local == remote.address ? draw.draw.ports.offset_of(remote.port).value_or(no_port) : no_port;
  }

  static void follow(const WorkloadDraw& draw, PlannedPool& pool) {
    if (pool.until == Duration::zero()) pool.from = draw.from;
    pool.until = draw.until;
    pool.shape.tracks_closing |= std::holds_alternative<SeqClosingSpec>(draw.draw.selection);
  }

  PoolIndex pool_for(WorkloadDraw& draw, const LocalDestination& towards) {
    if (draw.address != towards.address) {
      draw.ports = ports_at(address_of(draw.host, towards.address), draw);
      draw.address = towards.address;
    }
    const PoolScope scope = draw.draw.scope;
    PoolKey key{.host = draw.workload.host, .scope = static_cast<std::uint32_t>(scope), .ports = draw.ports};
    if (scope != PoolScope::host) key.of.address = towards.address;
    if (scope == PoolScope::destination) key.of.remote = towards.remote;
    const PoolIndex pool = pool_numbers_[key];
    if (pool == plan_.pools.size()) add_pool(draw, towards);
    return pool;
  }

  void add_pool(const WorkloadDraw& draw, const LocalDestination& towards) {
    const auto& [ports, scope, time_wait_blocks, selection, listeners] = draw.draw;
    PlannedPool pool{.host = draw.workload.host, .scope = scope};
    if (scope != PoolScope::host) pool.address = towards.address;
    if (scope == PoolScope::destination) pool.remote = towards.remote;
    pool.shared_ports = ports_[draw.ports];
    pool.shape = {ports.size(), 0, time_wait_blocks};
    pool.is_named_port = draw.workload.bind.call == BindCall::fixed_port && ports.size() == 1;
    pool.counts_time_wait = draw.host.behaviour.knows_both_ends();
    plan_.pools.push_back(std::move(pool));
    newest_of_pool_.push_back(no_selector);
    bind_use_.is_drawn_from.push_back(false);
  }

  std::uint32_t ports_at(Ipv4Address local, const WorkloadDraw& draw) {
    PoolPorts ports{draw.draw.ports, never_handed_out(draw.host, draw.draw.listeners, draw.workload, local)};
    const auto count = static_cast<std::uint32_t>(ports_.size());
    const auto [known, is_new] = port_numbers_.try_emplace({ports.all.ranges(), ports.reserved}, count);
    if (is_new) ports_.push_back(std::make_shared<const PoolPorts>(std::move(ports)));
    return known->second;
  }

  SelectorIndex selector_for(WorkloadDraw& draw, PoolIndex pool) {
    if (!has_state_of_host(draw.draw.selection)) return selector_among(newest_of_pool_[pool], draw, pool);
    if (!draw.selector_of_host) {
      auto& of_host = newest_of_host_[draw.workload.host];
      const auto known = of_host.try_emplace(draw.draw.ports.ranges(), no_selector).first;
      draw.selector_of_host = selector_among(known->second, draw, pool);
    }
    return *draw.selector_of_host;
  }

  // The newest of them, or one before it, or from now on a newer one.
  SelectorIndex selector_among(SelectorIndex& newest, const WorkloadDraw& draw, PoolIndex pool) {
    const PortSelectionSpec& spec = draw.draw.selection;
    for (SelectorIndex n = newest; n != no_selector; n = selector_before_[n])
      if (plan_.selectors[n].spec == spec) return n;
    selector_before_.push_back(newest);
    plan_.selectors.push_back({pool, spec, spec == draw.host.behaviour.selection});
    return newest = static_cast<SelectorIndex>(plan_.selectors.size() - 1);
  }

  void list_destinations() {
    std::uint32_t first = 0;
    for (PoolIndex n = 0; n < plan_.pools.size(); ++n) {
      PlannedPool& pool = plan_.pools[n];
      pool.first_destination = first;
      pool.shape.destinations = destinations_of_pools_.count_in(n);
      first += pool.shape.destinations;
    }
    plan_.destinations.resize(first);
    destinations_of_pools_.for_each(
        [this](PoolIndex pool, const LocalDestination& destination, DestinationIndex number) {
          plan_.destinations[plan_.pools[pool].first_destination + number] = destination;
        });
  }

  using Ranges = std::vector<PortRange>;
  static constexpr std::uint32_t all = ~0U;
  static constexpr SelectorIndex no_selector = ~0U;

  // What tells pools apart.
  struct PoolKey {
    HostIndex host;
    std::uint32_t scope;
    std::uint32_t ports;  // by their number
    LocalDestination of{all, {all, all}};
    bool operator==(const PoolKey&) const = default;
  };

  const Scenario& scenario_;
  Listeners listeners_;
  PortPlan plan_;
  BindUse bind_use_;
  std::vector<std::shared_ptr<const PoolPorts>> ports_;
  std::map<std::pair<Ranges, Ranges>, std::uint32_t> port_numbers_;  // by all of them, and the reserved
  Numbering<PoolKey> pool_numbers_;
  DestinationNumbers destinations_of_pools_;
  DestinationNumbers destinations_of_hosts_;
  std::vector<SelectorIndex> selector_before_;  // one a selector: the next older one of its pool or host
  std::vector<SelectorIndex> newest_of_pool_;   // one a pool
  std::vector<std::map<Ranges, SelectorIndex>> newest_of_host_;  // one a host: by the ports
};

}  // namespace

bool PlannedPool::is_reserved(PortOffset port) const {
  return std::any_of(reserved().begin(), reserved().end(),
                     [&](const PortRange& range) { return contains(range, ports().at(port)); });
}

PortCount PlannedPool::usable_ports() const {
  PortCount usable = 0;
  for (const PortRange& range : ports().ranges()) usable += PortSet{range, reserved()}.size();
  return usable;
}

PortPlan plan_ports(const Scenario& scenario) {
  return Planner{scenario}.plan();
}

}  // namespace portsim
