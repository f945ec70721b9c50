// What a selection algorithm may ask of a pool while it looks for a port towards one destination. The pool
// answers for the instant of the attempt; the algorithm knows no time. A search starts at `from`, wraps at
// the end of the range, and looks at each port at most once; only a search in one parity does not wrap.
#pragma once

#include <concepts>

#include "models/vocabulary/port.hpp"

namespace portsim {

inline constexpr PortOffset no_port = ~PortOffset{0};

template <class T>
concept PortAvailability = requires(T& ports, PortOffset from, PortOffset end) {
  { ports.size() } -> std::same_as<PortCount>;
  { ports.first_unbound(from) } -> std::same_as<PortOffset>;  // no live socket holds it
  { ports.first_clear(from) } -> std::same_as<PortOffset>;    // nor is it in TIME_WAIT towards anyone
  { ports.first_usable(from) } -> std::same_as<PortOffset>;   // unbound, and its four-tuple is free
  { ports.first_usable_of_parity(from, end) } -> std::same_as<PortOffset>;  // from, from + 2, ... below end
  { ports.is_usable(from) } -> std::same_as<bool>;
  { ports.oldest_closing() } -> std::same_as<PortOffset>;  // closing longest, and nobody's since
};

// What came of a search.
struct Selection {
  PortOffset port = no_port;  // no_port: live sockets hold every port
  bool is_usable = false;     // false: connect() will find the four-tuple taken
  PortCount probes = 0;       // ports looked at
};

// How many ports a search has looked at that began at `from` and ended with `found`.
constexpr PortCount probes_between(PortOffset from, PortOffset found, PortCount size) {
  return (found >= from ? found - from : found + size - from) + 1;
}

constexpr PortOffset next_cyclic(PortOffset port, PortCount size) {
  return port + 1 == size ? 0 : port + 1;
}

}  // namespace portsim
