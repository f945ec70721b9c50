// Which pools of ports a scenario has, from when to when, and which of them each workload draws from. The
// scope of a pool is the host's, but sockets with SO_PORT_SCALABILITY have one for each local address, ports
// of the auto-reuse range belong to a destination, and an explicitly bound port outside the range is a pool
// of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/ports/port_selection.hpp"
#include "models/tcp/closing_state.hpp"
#include "models/tcp/time_wait_length.hpp"
#include "models/vocabulary/port_set.hpp"

#include "sim/host/attempt.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

using SelectorIndex = std::uint32_t;

// One of a service's destinations.
struct RemoteIndex {
  ServiceIndex service = 0;
  std::uint32_t which = 0;  // below the service's count
  auto operator<=>(const RemoteIndex&) const = default;
};

// What tells four-tuples with the same port apart.
struct LocalDestination {
  AddressIndex address = 0;
  RemoteIndex remote{};
  auto operator<=>(const LocalDestination&) const = default;
};

struct PlannedPool {
  std::string name;  // "front-end", or "front-end/imap" where each destination has its own
  HostIndex host = 0;
  PoolScope scope = PoolScope::host;
  std::optional<AddressIndex> address{};  // whose ports they are, where the scope is an address
  std::optional<RemoteIndex> remote{};    // where it is a destination
  PortSet ports{};
  std::vector<PortRange> reserved{};             // of these, that are never handed out
  std::vector<LocalDestination> destinations{};  // in the order of DestinationIndex
  PoolShape shape{};
  Duration from{};  // drawn from in this part of the run
  Duration until{};

  bool is_reserved(PortOffset port) const;
  PortCount usable_ports() const;
};

// A selection algorithm with its state and its random stream; several workloads may share one, and where its
// state is the host's, all pools of the host with the same ports.
struct PlannedSelector {
  PoolIndex pool = 0;  // the first
  PortSelectionSpec spec;
  std::string stream;
};

// Where one of a workload's local addresses leads, towards one of its destinations.
struct Path {
  PoolIndex pool = 0;
  DestinationIndex destination = 0;
  SelectorIndex selector = 0;
  std::uint32_t destination_of_host = 0;  // tells local addresses and destinations apart in the whole host
  Duration round_trip = Duration::zero();
  bool operator==(const Path&) const = default;
};

// Destinations that are chosen equally often: those of a service.
struct DestinationGroup {
  double up_to = 1;  // the share of the connections that go here or to an earlier group
  std::uint32_t first = 0;
  std::uint32_t count = 1;
};

// Where a workload's connections go, and what they cost the host.
struct Route {
  std::vector<Path> paths;  // of the first local address to each destination, then of the next
  std::uint32_t turns = 1;  // local addresses, taken in turn
  std::vector<DestinationGroup> groups;
  HostIndex host = 0;
  SocketRules rules{};
  TimeWaitLength time_wait{};
  CloserMix closes{};
  ClosingStates counts_as_free{};            // for the selection: a closing handshake in them holds no port
  bool time_wait_counts_as_closing = false;  // for the defect that hands out what is closing

  std::uint32_t destinations() const { return groups.back().first + groups.back().count; }
  bool closing_counts_as_free(Closer closer) const {
    return counts_as_free.has(closer == Closer::server ? ClosingState::last_ack : ClosingState::fin_wait_1);
  }
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

// "imap", or of several "imap[17]".
std::string name_of(const RemoteIndex&, const std::vector<Service>&);

PortPlan plan_ports(const Scenario&);

}  // namespace portsim
