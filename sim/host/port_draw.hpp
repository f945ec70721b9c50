// From which ports a workload's sockets draw during one epoch, what is never handed out of them, and in
// which order.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "models/ports/port_selection.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/endpoint.hpp"
#include "models/vocabulary/port_set.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// The hosts and workloads as they are during one epoch.
struct Setup {
  const std::vector<Host>& hosts;
  const std::vector<Workload>& workloads;
  const std::vector<Service>& services;
};

struct PortDraw {
  PortSet ports;
  PoolScope scope;
  TimeWaitBlocks time_wait_blocks;
  PortSelectionSpec selection;
  std::vector<Endpoint> listeners{};  // on the host
};

// `has_buckets`: the host keeps ports that bind() gave out from connect(), so that all four-tuples of a
// destination stand together.
PortDraw draw_of(const HostBehaviour&, const Workload&, bool has_buckets);

// Who listens on a host: its own sockets, and the services that it runs.
class Listeners {
 public:
  explicit Listeners(const std::vector<Service>& services);
  std::vector<Endpoint> on(const Host&) const;

 private:
  std::map<Ipv4Address, std::vector<Endpoint>> at_address_;
  std::vector<Endpoint> on_every_host_;  // in 127.0.0.0/8
};

// The ports that a socket at this local address is never given: reserved, or somebody listens there. bind()
// minds only who listens at its own address.
std::vector<PortRange> never_handed_out(const Host&, const std::vector<Endpoint>& listeners, const Workload&,
                                        Ipv4Address local);

// bind() to 0.0.0.0, which minds the sockets of all local addresses.
bool binds_to_any_address(const HostBehaviour&, const Workload&);

// Whether workloads draw from the host's range by bind() and by connect(), share what bind() gives out, name
// ports of it, or bind to all addresses of several.
bool needs_buckets(HostIndex, const Scenario&);
std::vector<bool> hosts_with_buckets(const Scenario&);  // the same of every host, in one pass

// The ports of a socket with IP_LOCAL_PORT_RANGE.
struct OwnRange {
  PortOffset first = 0;
  PortCount ports = 0;
};

// Nothing: the socket draws from all of the ports.
std::optional<OwnRange> own_range_in(const PortSet& ports, const HostBehaviour&, const Workload&);

}  // namespace portsim
