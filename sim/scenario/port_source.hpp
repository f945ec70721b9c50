// From which ports a workload's sockets draw: one answer for the checks of a scenario and for its run.
#pragma once

#include <cstdint>

#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/time_wait_length.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class PortSource : std::uint8_t {
  range,          // the host's, shared as its scope says
  address_range,  // the same range, of one local address
  auto_reuse,     // the second range: a pool for each destination
  bound,          // the port that bind() names, outside the range
  range_at_bind,  // the range, as bind() picks from it
};

// How one of those ports is picked.
enum class PortPick : std::uint8_t {
  own_order,   // the host's
  random,      // one at random: SO_RANDOMIZE_PORT
  fixed,       // the port that bind() names
  auto_reuse,  // as the auto-reuse range has it
  at_bind,     // as bind() has it, where that is not the host's order
};

constexpr bool contains(const PortRange& range, Port port) {
  return range.first <= port && port <= range.last;
}

bool hands_out(const HostBehaviour&, Port);

// At connect(), when the destination is known: from the auto-reuse range, if the host has one.
bool chooses_at_connect(const HostBehaviour&, const Workload&);

PortSource port_source_of(const HostBehaviour&, const Workload&);

// Whether the port is chosen before the destination is known, as far as that matters: where bind() looks for
// a port that no connection has, there is no difference.
bool binds_first(const HostBehaviour&, const Workload&);

// A socket takes four-tuples that are in TIME_WAIT, because of SO_REUSEADDR.
bool ignores_time_wait(const HostBehaviour&, const Workload&);

// bind() gives the workload's sockets a port of the host's range.
bool draws_at_bind(const HostBehaviour&, const Workload&);

// When there is no other, bind() gives out a port that sockets have which share theirs.
bool shares_port_at_bind(const HostBehaviour&, const Workload&);

PortPick port_pick_of(const HostBehaviour&, const Workload&);

// Before exclusions, which concern only ports that the system chooses.
PortRange range_drawn_from(const HostBehaviour&, const Workload&);

// The host's range, or the part of it that IP_LOCAL_PORT_RANGE states: a port of that beyond the host's range
// says nothing, so that all of it beyond leaves the host's (inet_sk_get_local_port_range, Linux 6.3).
PortRange port_range_of(const HostBehaviour&, const Workload&);

// What has those ports for itself, and to what they are closed in TIME_WAIT there.
PoolScope scope_drawn_from(const HostBehaviour&, const Workload&);
TimeWaitBlocks time_wait_blocks_in_scope(const HostBehaviour&, const Workload&);

// How long, before such a socket may have the port again; `is_on_loopback`: either end is in 127.0.0.0/8.
TimeWaitLength time_wait_before(const HostBehaviour&, const Workload&, bool is_on_loopback);

// What the application sees when its call fails.
const ConnectError& error_of(const HostBehaviour&, const Workload&, ConnectOutcome);

}  // namespace portsim
