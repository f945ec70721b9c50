// seq_smart with the wildcard-reuse defect: now and then the port that has been closing longest is picked
// though others are free. SeqClosingSpec (port_selection.hpp) says where it was seen.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/selection_context.hpp"
#include "models/ports/seq_smart.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class SeqClosing {
 public:
  explicit SeqClosing(const SeqClosingSpec& spec)
      : as_cured_{SeqSmartSpec{spec.cursor_start}}, p_closing_{spec.p_closing} {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) {
    if (uniform_unit(attempt.random) < p_closing_.value()) {
      const PortOffset closing = ports.oldest_closing();
      if (closing != no_port) return {closing, ports.is_usable(closing), 1};
    }
    return as_cured_.select(ports, attempt);
  }

 private:
  SeqSmart as_cured_;
  Probability p_closing_;
};

}  // namespace portsim
