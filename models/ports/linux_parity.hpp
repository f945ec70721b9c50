// How Linux looks for a port since 4.6: every second port of the range, then those between
// (__inet_hash_connect and inet_csk_find_open_port, commits 1580ab63fc9a and ea8add2b1903). connect() begins
// with the ports of the first one's parity, bind() with the others, so that they keep out of each other's
// way.
#pragma once

#include <algorithm>

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"

namespace portsim {

// How far a pass goes before it starts over. In a range of odd size that is one port short of the range, so
// that one attempt passes over one port of the first one's parity.
constexpr PortCount parity_span(PortCount size) {
  return size > 1 ? size & ~1U : size;
}

struct ParityPasses {
  PortOffset first;  // where each pass begins
  PortOffset second;
};

struct ParitySelection {
  Selection selection;
  PortCount passed = 0;  // how far into its pass the port was found: the kernel's `i`
};

// The first usable port of a pass; no_port.
template <PortAvailability Ports>
PortOffset first_in_pass(Ports&& ports, PortOffset start) {
  const PortCount size = ports.size();
  const PortCount span = parity_span(size);
  const PortOffset port = ports.first_usable_of_parity(start, std::min(size, start + span));
  if (port != no_port) return port;
  const PortOffset beyond_end = size + (size + start) % 2;
  return ports.first_usable_of_parity(beyond_end - span, start);
}

template <PortAvailability Ports>
ParitySelection select_by_parity(Ports&& ports, const ParityPasses& passes) {
  const PortCount span = parity_span(ports.size());
  const auto found = [&](PortOffset start, PortOffset port, PortCount probes_before) {
    const PortCount passed = port >= start ? port - start : port + span - start;
    return ParitySelection{{port, ports.is_usable(port), probes_before + passed / 2 + 1}, passed};
  };
  PortOffset port = first_in_pass(ports, passes.first);
  if (port != no_port) return found(passes.first, port, 0);
  if (span > 1) port = first_in_pass(ports, passes.second);
  if (port != no_port) return found(passes.second, port, span / 2);
  return {nothing_usable(ports, passes.first, span), 0};
}

}  // namespace portsim
