// Linux' choice of a port at bind(address, 0), since 4.6: inet_csk_find_open_port. It keeps no state. Which
// ports bind() may take is the pool's to say. LinuxBindSpec (port_selection.hpp) says what is left out.
#pragma once

#include "models/ports/linux_parity.hpp"
#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class LinuxBind {
 public:
  explicit LinuxBind(const LinuxBindSpec&) {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) const {
    if (ports.size() == 1) return first_usable_in_order(ports, 0);
    const PortOffset odd = uniform_below(attempt.random, parity_span(ports.size())) | 1U;
    return select_by_parity(ports, {.first = odd, .second = odd - 1}).selection;
  }
};

}  // namespace portsim
