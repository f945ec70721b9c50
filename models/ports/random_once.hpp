// One random port, whatever its state: the connect fails if it cannot be used, though others could.
// RandomOnceSpec (port_selection.hpp) says where it was seen.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class RandomOnce {
 public:
  explicit RandomOnce(const RandomOnceSpec&) {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) const {
    const PortOffset port = uniform_below(attempt.random, ports.size());
    return {port, ports.is_usable(port), 1};
  }
};

}  // namespace portsim
