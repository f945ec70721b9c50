// Which pools of ports a scenario has, from when to when, and which of them each workload draws from. The
// scope of a pool is the host's, but sockets with SO_PORT_SCALABILITY have one for each local address, ports
// of the auto-reuse range belong to a destination, and an explicitly bound port outside the range is a pool
// of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/ports/port_selection.hpp"
#include "models/vocabulary/port_set.hpp"

#include "sim/host/attempt.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

using SelectorIndex = std::uint32_t;

// What tells four-tuples with the same port apart.
struct LocalDestination {
  AddressIndex address = 0;
  ServiceIndex service = 0;
  auto operator<=>(const LocalDestination&) const = default;
};

struct PlannedPool {
  std::string name;  // "front-end", or "front-end/imap" where each destination has its own
  HostIndex host = 0;
  PoolScope scope = PoolScope::host;
  std::optional<AddressIndex> address{};  // whose ports they are, where the scope is an address
  std::optional<ServiceIndex> service{};  // where it is a destination
  PortSet ports{};
  std::vector<LocalDestination> destinations{};  // in the order of DestinationIndex
  PoolShape shape{};
  Duration from{};  // drawn from in this part of the run
  Duration until{};
};

// A selection algorithm with its state and its random stream; several workloads may share one.
struct PlannedSelector {
  PoolIndex pool = 0;
  PortSelectionSpec spec;
  std::string stream;
};

// Where one of a workload's local addresses leads.
struct Path {
  PoolIndex pool = 0;
  DestinationIndex destination = 0;
  SelectorIndex selector = 0;
  bool operator==(const Path&) const = default;
};

// Where a workload's connections go, and what they cost the host.
struct Route {
  std::vector<Path> paths;  // taken in turn
  HostIndex host = 0;
  SocketRules rules{};
  Duration round_trip = Duration::zero();
  Duration time_wait = Duration::zero();
  Closer closer = Closer::client;
  bool closing_counts_as_free = false;       // for the selection: the closing handshake holds no port
  bool time_wait_counts_as_closing = false;  // for the defect that hands out what is closing
};

// A part of the run in which no operator changes anything.
struct Epoch {
  Duration from;
  Duration until;
  std::vector<Route> routes;  // one a workload
};

struct PortPlan {
  std::vector<PlannedPool> pools;
  std::vector<PlannedSelector> selectors;
  std::vector<Epoch> epochs;  // one more than the timeline has steps
};

PortPlan plan_ports(const Scenario&);

}  // namespace portsim
