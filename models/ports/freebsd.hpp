// FreeBSD's choice of a port: a random place and up from there, or up from the last port taken while ports
// are taken fast (in_pcb_lport and ipport_tick). FreeBsdSpec (port_selection.hpp) has versions and sources.
#pragma once

#include <cstdint>

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class FreeBsd {
 public:
  explicit FreeBsd(const FreeBsdSpec& spec) : spec_{spec} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) {
    const PortCount size = ports.size();
    const bool is_random = counts_as_quiet(attempt.uptime) && size > 1;
    // The first port is never drawn: the search begins behind the one that is.
    const PortOffset from = is_random ? uniform_below(attempt.random, size - 1) + 1 : next_;
    const Selection selection = first_usable_in_order(ports, from);
    next_ = selection.is_usable ? next_cyclic(selection.port, size) : from;
    return selection;
  }

 private:
  // Counts this attempt in its second, and judges by the seconds that are over, as the kernel's tick does.
  bool counts_as_quiet(Duration uptime) {
    const std::int64_t second = uptime / Duration{1s};
    if (second != second_) {
      if (in_second_ > spec_.allocations_per_second) quiet_from_ = second_ + 1 + spec_.quiet / Duration{1s};
      second_ = second;
      in_second_ = 0;
    }
    ++in_second_;
    return second >= quiet_from_;
  }

  FreeBsdSpec spec_;
  PortOffset next_ = 0;
  std::int64_t second_ = 0;      // of the host's uptime
  std::int64_t in_second_ = 0;   // attempts
  std::int64_t quiet_from_ = 0;  // the second
};

}  // namespace portsim
