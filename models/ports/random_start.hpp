// A random place, then in order until a usable port is found: it fails only when there is none.
// RandomStartSpec (port_selection.hpp) says where it was seen.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class RandomStart {
 public:
  explicit RandomStart(const RandomStartSpec&) {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, RandomStream& random) const {
    const PortOffset start = uniform_below(random, ports.size());
    if (const PortOffset port = ports.first_usable(start); port != no_port) {
      return {port, ports.is_usable(port), probes_between(start, port, ports.size())};
    }
    return {ports.first_unbound(start), false, ports.size()};
  }
};

}  // namespace portsim
