// Linux' choice of a port at connect(), since 4.2: __inet_hash_connect. A keyed hash gives each destination
// its place in the range, a counter moves it on. LinuxConnectSpec (port_selection.hpp) says what differs from
// one kernel to another.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/ports/counter_table.hpp"
#include "models/ports/keyed_hash.hpp"
#include "models/ports/linux_parity.hpp"
#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class LinuxConnect {
 public:
  LinuxConnect(const LinuxConnectSpec& spec, RandomStream& random)
      : spec_{spec}, hash_{random}, counters_{spec.counters, random} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) {
    const std::uint64_t hash = hash_.of(attempt.destination, epoch_at(attempt.since_renewal));
    std::uint32_t& counter = counters_.chosen_by(hash);
    const std::uint32_t offset = counter + static_cast<std::uint32_t>(hash >> 32);
    if (attempt.is_in_own_range && spec_.own_range_in_order)
      return select_one_by_one(ports, offset, counter, attempt.random);
    return spec_.passes_by_parity ? select_even_first(ports, offset, counter, attempt.random)
                                  : select_in_order(ports, offset, counter);
  }

 private:
  // `since_renewal` is not negative.
  std::uint64_t epoch_at(Duration since_renewal) const {
    const bool changes = spec_.hash_lasts > Duration::zero();
    return changes ? static_cast<std::uint64_t>(since_renewal / spec_.hash_lasts) : 0;
  }

  template <PortAvailability Ports>
  static Selection select_in_order(Ports&& ports, std::uint32_t offset, std::uint32_t& counter) {
    const Selection selection = first_usable_in_order(ports, (offset & ~1U) % ports.size());
    if (selection.is_usable) counter += (selection.probes + 1) & ~1U;
    return selection;
  }

  template <PortAvailability Ports>
  static Selection select_one_by_one(Ports&& ports, std::uint32_t offset, std::uint32_t& counter,
                                     RandomStream& random) {
    const Selection selection = first_usable_in_order(ports, offset % ports.size());
    if (selection.is_usable) counter += std::max(selection.probes - 1, uniform_below(random, 8)) + 1;
    return selection;
  }

  template <PortAvailability Ports>
  Selection select_even_first(Ports&& ports, std::uint32_t offset, std::uint32_t& counter,
                              RandomStream& random) const {
    const PortOffset even = offset % parity_span(ports.size()) & ~1U;
    const auto [selection, passed] = select_by_parity(ports, {.first = even, .second = even + 1});
    if (selection.is_usable) counter += with_noise(passed, random) + 2;
    return selection;
  }

  PortCount with_noise(PortCount passed, RandomStream& random) const {
    switch (spec_.noise) {
      case LinuxConnectNoise::none:
        return passed;
      case LinuxConnectNoise::one_port_in_16:
        return passed == 0 && uniform_below(random, 16) == 0 ? 2 : passed;
      case LinuxConnectNoise::up_to_7_ports:
        return std::max(passed, 2 * uniform_below(random, 8));
    }
    return passed;
  }

  LinuxConnectSpec spec_;
  KeyedHash hash_;
  CounterTable counters_;
};

}  // namespace portsim
