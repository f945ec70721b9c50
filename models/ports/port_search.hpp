// The searches that several selection algorithms share. Each says how many ports it looked at; none walks a
// pool to learn that nothing in it can be used.
#pragma once

#include "models/ports/port_availability.hpp"

namespace portsim {

// A search that found nothing: connect() fails on a port in TIME_WAIT, unless live sockets hold all of them.
template <PortAvailability Ports>
Selection nothing_usable(Ports&& ports, PortOffset from, PortCount probes) {
  return {ports.first_unbound(from), false, probes};
}

// Every port in order from `from` on.
template <PortAvailability Ports>
Selection first_usable_in_order(Ports&& ports, PortOffset from) {
  const PortOffset port = ports.first_usable(from);
  if (port == no_port) return nothing_usable(ports, from, ports.size());
  return {port, ports.is_usable(port), probes_between(from, port, ports.size())};
}

// The ports that `next_candidate` names, as many as the pool has, the same one perhaps more than once.
template <PortAvailability Ports, class NextCandidate>
Selection first_usable_candidate(Ports&& ports, NextCandidate&& next_candidate) {
  const PortCount size = ports.size();
  PortOffset candidate = no_port;
  for (PortCount probes = 1; probes <= size; ++probes) {
    candidate = next_candidate();
    const PortOffset usable = ports.first_usable(candidate);
    if (usable == candidate) return {candidate, ports.is_usable(candidate), probes};
    if (usable == no_port) return nothing_usable(ports, candidate, size);
  }
  return {candidate, false, size};
}

}  // namespace portsim
