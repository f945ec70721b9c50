// Which port has been closing longest: what the wildcard-reuse defect may hand out though others are free
// (KB2916780). A port is closing from when its last connection enters a state that counts as closing until it
// leaves the last of them. Kept only where a selection asks for it.
#pragma once

#include <vector>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

// Empty where no state of the connection counts: then both are equal.
struct ClosingSpan {
  SimTime from;
  SimTime until;
  bool operator==(const ClosingSpan&) const = default;
};

class ClosingPorts {
 public:
  explicit ClosingPorts(PortCount ports) : latest_(ports) {}

  // The port's newest connection will be closing then; an older one is forgotten.
  void add(PortOffset port, ClosingSpan span);

  // The port whose span began first among those that contain `now`, the lower port of two; no_port: none.
  PortOffset oldest(SimTime now);

 private:
  struct Pending {
    ClosingSpan span;
    PortOffset port;
  };
  static bool begins_later(const Pending& a, const Pending& b) {
    return a.span.from != b.span.from ? a.span.from > b.span.from : a.port > b.port;
  }

  void forget_stale();

  std::vector<ClosingSpan> latest_;  // one a port
  std::vector<Pending> by_begin_;    // a heap; what is not a port's latest is stale
};

}  // namespace portsim
