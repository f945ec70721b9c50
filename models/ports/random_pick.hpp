// A random port, and another one, as many times as there are ports: it may miss a port that is free. RFC
// 6056's algorithm 2; RandomPickSpec (port_selection.hpp) has its source.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class RandomPick {
 public:
  explicit RandomPick(const RandomPickSpec&) {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) const {
    return first_usable_candidate(ports, [&] { return uniform_below(attempt.random, ports.size()); });
  }
};

}  // namespace portsim
