// A random place, then in order until a usable port is found: it fails only when there is none. RFC 6056's
// algorithm 1; RandomStartSpec (port_selection.hpp) says who else does so.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class RandomStart {
 public:
  explicit RandomStart(const RandomStartSpec&) {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) const {
    return first_usable_in_order(ports, uniform_below(attempt.random, ports.size()));
  }
};

}  // namespace portsim
