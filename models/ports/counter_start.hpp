// Where RFC 6056's algorithms 3 and 4 begin, and how far the search moves their counter: the counter is
// shared by destinations (or by some of them), the offset is the destination's own.
#pragma once

#include <cstdint>

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"

namespace portsim {

// Of 32 bits each, as Linux has them ("Note that we use 32bit integers (vs RFC 'short integers')",
// net/ipv4/inet_hashtables.c).
struct CounterStart {
  std::uint32_t offset;
  std::uint32_t& counter;
};

// Every port looked at moves the counter on.
template <PortAvailability Ports>
Selection select_from(Ports&& ports, const CounterStart& start) {
  const PortOffset from = (start.offset + start.counter) % ports.size();
  const Selection selection = first_usable_in_order(ports, from);
  start.counter += selection.probes;
  return selection;
}

}  // namespace portsim
