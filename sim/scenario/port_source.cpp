#include "sim/scenario/port_source.hpp"

#include <algorithm>

namespace portsim {

namespace {

bool is_in(const std::vector<PortRange>& ranges, Port port) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const PortRange& range) { return contains(range, port); });
}

// Has called bind() by the time it connects, and not only for an address.
bool has_port_from_bind(const Workload& workload) {
  if (workload.bind.call == BindCall::fixed_port) return true;
  const bool has_bound = workload.bind.call == BindCall::any_port || !workload.from.empty();
  return has_bound && !workload.socket.has(SocketOption::bind_address_no_port);
}

// bind() refuses a port in use, so that no two sockets of the address share it, whatever their destinations.
bool refuses_named_port_in_use(const HostBehaviour& host, const Workload& workload) {
  return host.named_port_at_bind && !workload.socket.has(SocketOption::reuseaddr);
}

}  // namespace

bool hands_out(const HostBehaviour& host, Port port) {
  return contains(host.ephemeral, port) && !is_in(host.excluded, port) && !is_in(host.reserved, port);
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
  if (host.any_port_at_bind && has_port_from_bind(workload)) return PortSource::range_at_bind;
  const bool is_of_address = host.has_pool_per_address && workload.socket.has(SocketOption::port_scalability);
  return is_of_address ? PortSource::address_range : PortSource::range;
}

bool binds_first(const HostBehaviour& host, const Workload& workload) {
  const PortSource source = port_source_of(host, workload);
  return has_port_from_bind(workload) && source != PortSource::auto_reuse &&
         source != PortSource::range_at_bind;
}

bool ignores_time_wait(const HostBehaviour& host, const Workload& workload) {
  if (!workload.socket.has(SocketOption::reuseaddr)) return false;
  const bool is_named = workload.bind.call == BindCall::fixed_port && host.named_port_at_bind;
  return host.reuseaddr_lifts_time_wait || (is_named && host.named_port_at_bind->reuseaddr_lifts_time_wait);
}

bool draws_at_bind(const HostBehaviour& host, const Workload& workload) {
  return port_source_of(host, workload) == PortSource::range_at_bind;
}

bool shares_port_at_bind(const HostBehaviour& host, const Workload& workload) {
  const bool may_share = host.shares_ports_at_bind || workload.bind.call == BindCall::fixed_port;
  return may_share && draws_at_bind(host, workload) && workload.socket.has(SocketOption::reuseaddr);
}

PortPick port_pick_of(const HostBehaviour& host, const Workload& workload) {
  if (workload.bind.call == BindCall::fixed_port) return PortPick::fixed;
  const PortSource source = port_source_of(host, workload);
  if (source == PortSource::auto_reuse) return PortPick::auto_reuse;
  if (source == PortSource::range_at_bind) return PortPick::at_bind;
  return workload.socket.has(SocketOption::randomize_port) ? PortPick::random : PortPick::own_order;
}

PortRange range_drawn_from(const HostBehaviour& host, const Workload& workload) {
  const PortSource source = port_source_of(host, workload);
  if (source == PortSource::bound) return {workload.bind.port, workload.bind.port};
  return source == PortSource::auto_reuse ? *host.auto_reuse : host.ephemeral;
}

PortRange port_range_of(const HostBehaviour& host, const Workload& workload) {
  PortRange range = host.ephemeral;
  if (!workload.port_range) return range;
  if (contains(range, workload.port_range->first)) range.first = workload.port_range->first;
  if (contains(range, workload.port_range->last)) range.last = workload.port_range->last;
  return range;
}

PoolScope scope_drawn_from(const HostBehaviour& host, const Workload& workload) {
  switch (port_source_of(host, workload)) {
    case PortSource::auto_reuse:
      return PoolScope::destination;
    case PortSource::address_range:
      return PoolScope::address;
    case PortSource::range_at_bind:
      return host.any_port_at_bind->scope;
    case PortSource::bound:
      if (refuses_named_port_in_use(host, workload)) return PoolScope::address;
      if (host.scope == PoolScope::host && !workload.from.empty()) return PoolScope::address;
      break;
    case PortSource::range:
      break;
  }
  return host.scope;
}

TimeWaitBlocks time_wait_blocks_in_scope(const HostBehaviour& host, const Workload& workload) {
  const PortSource source = port_source_of(host, workload);
  const bool is_refused_at_bind = source == PortSource::range_at_bind ||
                                  (source == PortSource::bound && refuses_named_port_in_use(host, workload));
  return is_refused_at_bind ? TimeWaitBlocks::pool : host.time_wait_blocks;
}

TimeWaitLength time_wait_before(const HostBehaviour& host, const Workload& workload, bool is_on_loopback) {
  const bool chooses_at_connect = port_source_of(host, workload) == PortSource::range;
  const auto& reused_after = is_on_loopback ? host.reused_after_on_loopback : host.reused_after;
  return chooses_at_connect && reused_after ? *reused_after : host.time_wait_length();
}

const ConnectError& error_of(const HostBehaviour& host, const Workload& workload, ConnectOutcome outcome) {
  if (outcome == ConnectOutcome::refused) return host.on_refusal;
  const PortPick pick = port_pick_of(host, workload);
  const bool fails_at_connect = outcome == ConnectOutcome::collided && shares_port_at_bind(host, workload);
  if (pick == PortPick::at_bind && !fails_at_connect) return host.any_port_at_bind->error;
  if (pick == PortPick::fixed && host.named_port_at_bind) {
    const bool fails_at_bind = refuses_named_port_in_use(host, workload) ||
                               (draws_at_bind(host, workload) && outcome == ConnectOutcome::exhausted);
    return fails_at_bind ? host.named_port_at_bind->error : host.named_port_at_bind->error_at_connect;
  }
  if (outcome == ConnectOutcome::exhausted) return host.on_exhaustion;
  return pick == PortPick::random ? host.on_random_pick : host.on_collision;
}

}  // namespace portsim
