// Whether the model of Linux' port search (models/ports/linux_parity.hpp) can hand out ports in the order of
// a sequence. Where a search begins is the kernel's secret, so all places that agree with what was handed out
// so far are kept.
#pragma once

#include <cstddef>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "tests/kernel/recorded_sequence.hpp"
#include "tests/models/ports/drawn_ports.hpp"

namespace portsim::kernel {

// Of one destination: where its next search may begin. LinuxConnectNoise::up_to_7_ports says how far a search
// moves it on.
class PossiblePlaces {
 public:
  explicit PossiblePlaces(PortCount ports);

  void renew();  // anywhere

  // A search ended with this port, or with no_port. False: it can have begun nowhere.
  bool take(const test::DrawnPorts& ports, PortOffset found);

 private:
  std::vector<PortOffset> places_;
  PortCount span_;
};

// How many steps, from the first on, are possible: all, or those before one that is not.
std::size_t possible_steps(const PortSequence&);

}  // namespace portsim::kernel
