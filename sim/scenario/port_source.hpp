// From which ports a workload's sockets draw: one answer for the checks of a scenario and for its run.
#pragma once

#include <cstdint>

#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class PortSource : std::uint8_t {
  range,          // the host's, shared as its scope says
  address_range,  // the same range, of one local address
  auto_reuse,     // the second range: a pool for each destination
  bound,          // the port that bind() names, outside the range
};

// How one of those ports is picked.
enum class PortPick : std::uint8_t {
  own_order,   // the host's
  random,      // one at random: SO_RANDOMIZE_PORT
  fixed,       // the port that bind() names
  auto_reuse,  // as the auto-reuse range has it
};

constexpr bool contains(const PortRange& range, Port port) {
  return range.first <= port && port <= range.last;
}

bool hands_out(const HostBehaviour&, Port);

// At connect(), when the destination is known: from the auto-reuse range, if the host has one.
bool chooses_at_connect(const HostBehaviour&, const Workload&);

PortSource port_source_of(const HostBehaviour&, const Workload&);

PortPick port_pick_of(const HostBehaviour&, const Workload&);

// Before exclusions, which concern only ports that the system chooses.
PortRange range_drawn_from(const HostBehaviour&, const Workload&);

// What has those ports for itself.
PoolScope scope_drawn_from(const HostBehaviour&, const Workload&);

}  // namespace portsim
