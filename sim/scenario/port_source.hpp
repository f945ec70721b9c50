// From which ports a workload's sockets draw, as far as a scenario is judged by it before it runs.
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

constexpr bool contains(const PortRange& range, Port port) {
  return range.first <= port && port <= range.last;
}

bool hands_out(const HostBehaviour&, Port);

PortSource port_source_of(const HostBehaviour&, const Workload&);

}  // namespace portsim
