// A sequence of its own for each destination, moved on by one of a few counters, which a second hash of the
// destination chooses: RFC 6056's algorithm 4. DoubleHashSpec (port_selection.hpp) has its source.
#pragma once

#include <cstdint>
#include <vector>

#include "models/ports/counter_start.hpp"
#include "models/ports/keyed_hash.hpp"
#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"

namespace portsim {

class DoubleHash {
 public:
  DoubleHash(const DoubleHashSpec& spec, RandomStream& random)
      : offset_hash_{random}, index_hash_{random}, table_(spec.table_length) {
    for (std::uint32_t& counter : table_) counter = static_cast<std::uint32_t>(random.next());
  }

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) {
    const auto offset = static_cast<std::uint32_t>(offset_hash_.of(attempt.destination));
    const std::uint64_t index = index_hash_.of(attempt.destination) % table_.size();
    return select_from(ports, {offset, table_[index]});
  }

 private:
  KeyedHash offset_hash_;
  KeyedHash index_hash_;
  std::vector<std::uint32_t> table_;
};

}  // namespace portsim
