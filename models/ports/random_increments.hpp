// One cursor that goes on by a random step before each look: RFC 6056's algorithm 5. It may come back to a
// port before it has seen them all, and so miss one that is free. RandomIncrementsSpec (port_selection.hpp)
// has its source.
#pragma once

#include <cstdint>

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class RandomIncrements {
 public:
  RandomIncrements(const RandomIncrementsSpec& spec, RandomStream& random)
      : step_max_{spec.step_max}, next_{static_cast<std::uint32_t>(random.next())} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) {
    return first_usable_candidate(ports, [&] {
      next_ += uniform_below(attempt.random, step_max_) + 1;
      return next_ % ports.size();
    });
  }

 private:
  std::uint32_t step_max_;
  std::uint32_t next_;
};

}  // namespace portsim
