#include "sim/scenario/port_source.hpp"

#include <algorithm>

namespace portsim {

bool hands_out(const HostBehaviour& host, Port port) {
  return contains(host.ephemeral, port) &&
         std::none_of(host.excluded.begin(), host.excluded.end(),
                      [&](const PortRange& range) { return contains(range, port); });
}

bool chooses_at_connect(const HostBehaviour& host, const Workload& workload) {
  if (workload.bind.call == BindCall::fixed_port) return false;
  const bool has_bound = workload.bind.call == BindCall::any_port || !workload.from.empty();
  return workload.socket.has(SocketOption::reuse_unicastport) ||
         (host.has_auto_reuse_without_option && !has_bound);
}

PortSource port_source_of(const HostBehaviour& host, const Workload& workload) {
  const bool is_fixed = workload.bind.call == BindCall::fixed_port;
  if (is_fixed && !hands_out(host, workload.bind.port)) return PortSource::bound;
  if (host.auto_reuse && chooses_at_connect(host, workload)) return PortSource::auto_reuse;
  const bool is_of_address = host.has_pool_per_address && workload.socket.has(SocketOption::port_scalability);
  return is_of_address ? PortSource::address_range : PortSource::range;
}

PortPick port_pick_of(const HostBehaviour& host, const Workload& workload) {
  if (workload.bind.call == BindCall::fixed_port) return PortPick::fixed;
  if (port_source_of(host, workload) == PortSource::auto_reuse) return PortPick::auto_reuse;
  return workload.socket.has(SocketOption::randomize_port) ? PortPick::random : PortPick::own_order;
}

PortRange range_drawn_from(const HostBehaviour& host, const Workload& workload) {
  const PortSource source = port_source_of(host, workload);
  if (source == PortSource::bound) return {workload.bind.port, workload.bind.port};
  return source == PortSource::auto_reuse ? *host.auto_reuse : host.ephemeral;
}

PoolScope scope_drawn_from(const HostBehaviour& host, const Workload& workload) {
  const PortSource source = port_source_of(host, workload);
  if (source == PortSource::auto_reuse) return PoolScope::destination;
  const bool is_of_address =
      source == PortSource::address_range || (source == PortSource::bound && !workload.from.empty());
  return is_of_address ? PoolScope::address : host.scope;
}

}  // namespace portsim
