#include "sim/host/port_draw.hpp"

#include <set>

#include "sim/host/destination.hpp"
#include "sim/scenario/own_address.hpp"
#include "sim/scenario/port_source.hpp"

namespace portsim {

namespace {

std::set<AddressIndex> local_addresses(const Host& host, const Workload& workload, const Scenario& scenario) {
  std::set<AddressIndex> addresses{workload.from.begin(), workload.from.end()};
  if (!addresses.empty()) return addresses;
  for (const ServiceShare& part : workload.connects_to) {
    const Service& service = scenario.services[part.service];
    const std::uint32_t different = runs_on(host, service) ? service.count : 1;
    for (std::uint32_t which = 0; which < different; ++which)
      addresses.insert(source_address(host, service, {part.service, which}));
  }
  return addresses;
}

// How the workloads of one host come to their ports, in any epoch.
struct PortCalls {
  bool shares_at_bind = false;
  bool binds = false;
  bool binds_by_name = false;
  bool binds_to_all = false;
  bool connects = false;
  std::set<AddressIndex> addresses;

  void add(const Host& host, const Workload& workload, const Scenario& scenario) {
    if (!host.behaviour.knows_both_ends()) return;
    shares_at_bind |= shares_port_at_bind(host.behaviour, workload);
    binds |= draws_at_bind(host.behaviour, workload);
    binds_by_name |= draws_at_bind(host.behaviour, workload) && workload.bind.call == BindCall::fixed_port;
    binds_to_all |= binds_to_any_address(host.behaviour, workload);
    connects |= port_source_of(host.behaviour, workload) == PortSource::range;
    addresses.merge(local_addresses(host, workload, scenario));
  }

  bool need_buckets() const {
    return shares_at_bind || binds_by_name || (binds && connects) || (binds_to_all && addresses.size() > 1);
  }
};

}  // namespace

Listeners::Listeners(const std::vector<Service>& services) {
  for (const Service& service : services) {
    if (!service.listens) continue;
    const Endpoint& listener = service.endpoint;
    is_loopback(listener.address) ? on_every_host_.push_back(listener)
                                  : at_address_[listener.address].push_back(listener);
  }
}

std::vector<Endpoint> Listeners::on(const Host& host) const {
  std::vector<Endpoint> all = host.listening;
  all.insert(all.end(), on_every_host_.begin(), on_every_host_.end());
  for (const Ipv4Address& address : host.addresses)
    if (const auto own = at_address_.find(address); own != at_address_.end())
      all.insert(all.end(), own->second.begin(), own->second.end());
  return all;
}

std::vector<PortRange> never_handed_out(const Host& host, const std::vector<Endpoint>& listeners,
                                        const Workload& workload, Ipv4Address local) {
  if (port_source_of(host.behaviour, workload) == PortSource::bound) return {};
  std::vector<PortRange> ports = host.behaviour.reserved;
  const bool minds_all = !draws_at_bind(host.behaviour, workload) || workload.from.empty();
  for (const Endpoint& listener : listeners) {
    const bool is_minded = minds_all || listener.address == Ipv4Address{0} || listener.address == local;
    if (is_minded && contains(host.behaviour.ephemeral, listener.port))
      ports.push_back({listener.port, listener.port});
  }
  return ports;
}

bool binds_to_any_address(const HostBehaviour& host, const Workload& workload) {
  return draws_at_bind(host, workload) && workload.from.empty();
}

std::vector<bool> hosts_with_buckets(const Scenario& scenario) {
  std::vector<PortCalls> calls(scenario.hosts.size());
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch)
    for (const Workload& workload : scenario.workloads_in(epoch))
      calls[workload.host].add(scenario.hosts_in(epoch)[workload.host], workload, scenario);
  std::vector<bool> have;
  have.reserve(calls.size());
  for (const PortCalls& of_host : calls) have.push_back(of_host.need_buckets());
  return have;
}

bool needs_buckets(HostIndex index, const Scenario& scenario) {
  PortCalls calls;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch)
    for (const Workload& workload : scenario.workloads_in(epoch))
      if (workload.host == index) calls.add(scenario.hosts_in(epoch)[index], workload, scenario);
  return calls.need_buckets();
}

PortDraw draw_of(const HostBehaviour& host, const Workload& workload, bool has_buckets) {
  const PortSource source = port_source_of(host, workload);
  const bool is_named = source == PortSource::bound;  // which is for bind() to have, excluded or not
  const std::vector<PortRange> none;
  PortDraw draw{PortSet{range_drawn_from(host, workload), is_named ? none : host.excluded},
                scope_drawn_from(host, workload), time_wait_blocks_in_scope(host, workload), host.selection};
  if (has_buckets && source == PortSource::range_at_bind) {
    draw.scope = host.scope;
    draw.time_wait_blocks = host.time_wait_blocks;
  }
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

std::optional<OwnRange> own_range_in(const PortSet& ports, const HostBehaviour& host,
                                     const Workload& workload) {
  if (!workload.port_range || workload.bind.call == BindCall::fixed_port) return std::nullopt;
  const PortRange range = port_range_of(host, workload);
  OwnRange own;
  for (std::uint32_t number = range.first.number(); number <= range.last.number(); ++number) {
    const auto offset = ports.offset_of(Port{static_cast<std::uint16_t>(number)});
    if (offset && own.ports++ == 0) own.first = *offset;
  }
  return own;
}

}  // namespace portsim
