// A sequence of its own for each destination, moved on by one counter for all: RFC 6056's algorithm 3.
// HashOffsetSpec (port_selection.hpp) says who does so.
#pragma once

#include <cstdint>

#include "models/ports/counter_start.hpp"
#include "models/ports/keyed_hash.hpp"
#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"

namespace portsim {

class HashOffset {
 public:
  HashOffset(const HashOffsetSpec&, RandomStream& random) : hash_{random} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) {
    const auto offset = static_cast<std::uint32_t>(hash_.of(attempt.destination));
    return select_from(ports, {offset, counter_});
  }

 private:
  KeyedHash hash_;
  std::uint32_t counter_ = 0;
};

}  // namespace portsim
