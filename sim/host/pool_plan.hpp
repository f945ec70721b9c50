// Which pools of ports a scenario has, from when to when, and which of them each workload draws from. The
// scope of a pool is the host's, but sockets with SO_PORT_SCALABILITY have one for each local address, ports
// of the auto-reuse range belong to a destination, and an explicitly bound port outside the range is a pool
// of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/ports/port_selection.hpp"
#include "models/tcp/closing_state.hpp"
#include "models/tcp/time_wait_length.hpp"
#include "models/vocabulary/port_set.hpp"

#include "sim/host/attempt.hpp"
#include "sim/host/destination.hpp"
#include "sim/host/path_list.hpp"
#include "sim/host/port_draw.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct BucketPlace {
  std::uint32_t table = 0;  // of the plan's
  std::uint32_t place = 0;  // of the pool, in it
};

// What the pools of a host's addresses and destinations mostly have in common.
struct PoolPorts {
  PortSet all;
  std::vector<PortRange> reserved;  // of these, that are never handed out
};

struct PlannedPool {
  HostIndex host = 0;
  PoolScope scope = PoolScope::host;
  std::optional<AddressIndex> address{};  // whose ports they are, where the scope is an address
  std::optional<RemoteIndex> remote{};    // where it is a destination
  std::shared_ptr<const PoolPorts> shared_ports{};
  std::uint32_t first_destination = 0;  // of the plan's
  PoolShape shape{};
  bool is_named_port = false;     // its only one, by bind()
  bool counts_time_wait = false;  // its host does
  std::optional<BucketPlace> buckets{};
  Duration from{};  // drawn from in this part of the run
  Duration until{};

  const PortSet& ports() const { return shared_ports->all; }
  const std::vector<PortRange>& reserved() const { return shared_ports->reserved; }
  bool is_reserved(PortOffset port) const;
  PortCount usable_ports() const;
};

// A selection algorithm with its state and its random stream; several workloads may share one, and where its
// state is the host's, all pools of the host with the same ports.
struct PlannedSelector {
  PoolIndex pool = 0;  // the first
  PortSelectionSpec spec;
  bool is_hosts_own = true;  // the order in which the host hands out ports
};

// Destinations that are chosen equally often: those of a service.
struct DestinationGroup {
  double up_to = 1;  // the share of the connections that go here or to an earlier group
  std::uint32_t first = 0;
  std::uint32_t count = 1;
};

// Where a workload's connections go, and what they cost the host.
struct Route {
  PathList paths;  // of the first local address to each destination, then of the next
  std::uint32_t destinations = 1;
  std::uint32_t turns = 1;  // local addresses, taken in turn
  std::vector<DestinationGroup> groups;
  HostIndex host = 0;
  SocketRules rules{};
  std::optional<OwnRange> own_range{};     // of the pool's ports
  TimeWaitLength time_wait{};              // as the system counts it
  bool counts_time_wait = false;           // the host tells how many connections are in TIME_WAIT
  bool binds_to_any_address = false;       // then no socket of the host may have the port
  bool draws_at_bind = false;              // in the host's range
  bool shares_port_at_bind = false;        // if there is no other
  bool looks_in_lower_half_first = false;  // as SelectionContext has it
  CloserMix closes{};
  ClosingStates counts_as_free{};            // for the selection: a closing handshake in them holds no port
  bool time_wait_counts_as_closing = false;  // for the defect that hands out what is closing

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

// The ports of a host that bind() and connect() keep from each other. All sockets' four-tuples stand in pools
// of a local address and destination.
struct PlannedBuckets {
  BoundPorts rule = BoundPorts::as_others;
  PortCount ports = 0;
  ColumnForm columns = ColumnForm::dense;  // at first
  std::vector<PoolIndex> pools{};
  std::vector<std::uint32_t> address_of_pool{};          // one a pool: which of the local addresses
  std::optional<std::uint32_t> any_address{};            // behind these, for bind() to all of them
  std::vector<std::vector<PortOffset>> never_at_bind{};  // one a local address: the ports that bind() skips
};

struct PortPlan {
  std::vector<PlannedPool> pools;
  std::vector<PlannedBuckets> buckets;
  std::vector<PlannedSelector> selectors;
  std::vector<Epoch> epochs;                   // one more than the timeline has steps
  std::vector<LocalDestination> destinations;  // of one pool after the other

  // In the order of DestinationIndex.
  std::span<const LocalDestination> destinations_of(const PlannedPool& pool) const {
    return {&destinations[pool.first_destination], pool.shape.destinations};
  }
};

PortPlan plan_ports(const Scenario&);

// Of a run, and of those who observe it.
using SharedPlan = std::shared_ptr<const PortPlan>;

}  // namespace portsim
