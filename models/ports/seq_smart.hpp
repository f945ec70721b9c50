// Sequential selection that passes over ports in TIME_WAIT while any other is left, so that it fails only
// when no port can be used. SeqSmartSpec (port_selection.hpp) says where it was seen.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"

namespace portsim {

class SeqSmart {
 public:
  explicit SeqSmart(const SeqSmartSpec& spec) : cursor_{spec.cursor_start} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext&) {
    const PortCount size = ports.size();
    if (const PortOffset clear = ports.first_clear(cursor_); clear != no_port) {
      return take({clear, true, probes_between(cursor_, clear, size)}, size);
    }
    if (const PortOffset reusable = ports.first_usable(cursor_); reusable != no_port) {
      return take({reusable, ports.is_usable(reusable), size}, size);
    }
    // Nothing is left to choose from: a port in TIME_WAIT is picked all the same, and connect() fails.
    return {ports.first_unbound(cursor_), false, size};
  }

 private:
  Selection take(Selection picked, PortCount size) {
    cursor_ = next_cyclic(picked.port, size);
    return picked;
  }

  PortOffset cursor_;
};

}  // namespace portsim
