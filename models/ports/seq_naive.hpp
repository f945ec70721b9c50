// Sequential selection that knows only live sockets: it may pick a port in TIME_WAIT, and the connect then
// fails. SeqNaiveSpec (port_selection.hpp) says where it was seen.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"

namespace portsim {

class SeqNaive {
 public:
  explicit SeqNaive(const SeqNaiveSpec& spec)
      : cursor_{spec.cursor_start}, failed_connect_advances_cursor_{spec.failed_connect_advances_cursor} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext&) {
    const PortOffset port = ports.first_unbound(cursor_);
    if (port == no_port) return {.probes = ports.size()};
    const Selection selection{port, ports.is_usable(port), probes_between(cursor_, port, ports.size())};
    if (selection.is_usable || failed_connect_advances_cursor_) cursor_ = next_cyclic(port, ports.size());
    return selection;
  }

 private:
  PortOffset cursor_;
  bool failed_connect_advances_cursor_;
};

}  // namespace portsim
