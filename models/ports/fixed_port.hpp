// The port that the application asked for by number: nothing is chosen. bind() succeeds although the port is
// in TIME_WAIT, and connect() fails if that is towards the same destination.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"

namespace portsim {

class FixedPort {
 public:
  explicit FixedPort(const FixedPortSpec& spec) : port_{spec.port} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext&) const {
    return {port_, ports.is_usable(port_), 1};
  }

 private:
  PortOffset port_;
};

}  // namespace portsim
