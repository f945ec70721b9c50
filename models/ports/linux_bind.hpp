// Linux' choice of a port at bind(address, 0), since 4.6: inet_csk_find_open_port. It keeps no state. Which
// ports bind() may take is the pool's to say.
#pragma once

#include "models/ports/linux_parity.hpp"
#include "models/ports/port_availability.hpp"
#include "models/ports/port_selection.hpp"
#include "models/ports/port_window.hpp"
#include "models/ports/selection_context.hpp"
#include "models/random/samplers.hpp"

namespace portsim {

class LinuxBind {
 public:
  explicit LinuxBind(const LinuxBindSpec&) {}

  template <PortAvailability Ports>
  Selection select(Ports&& ports, const SelectionContext& attempt) const {
    const PortCount lower = lower_part(ports.size(), attempt);
    if (lower == 0) return select_from(ports, attempt.random);
    PortWindow lower_ports{ports, 0, lower};
    const Selection low = select_from(lower_ports, attempt.random);
    if (low.is_usable) return low;
    PortWindow upper_ports{ports, lower, ports.size() - lower};
    Selection high = in_whole_pool(select_from(upper_ports, attempt.random), lower);
    high.probes += low.probes;
    return high;
  }

  // The first port in this order that those who have it share, when select() found none (ip_autobind_reuse).
  template <class MayShare>
  Selection select_shared(PortCount size, const SelectionContext& attempt, MayShare may_share) const {
    const PortCount lower = lower_part(size, attempt);
    Selection found;
    for (const auto& [first, count] : {Part{0, lower}, Part{lower, size - lower}}) {
      if (count == 0 || found.is_usable) continue;
      const PortCount span = parity_span(count);
      const PortOffset odd = uniform_below(attempt.random, span) | 1U;
      for (const PortOffset start : {odd, odd - 1}) {
        for (PortCount passed = 0; passed < span && !found.is_usable; passed += 2) {
          const PortOffset port = first + (start + passed < count ? start + passed : start + passed - span);
          found = Selection{port, static_cast<bool>(may_share(port)), found.probes + 1};
        }
      }
    }
    return found.is_usable ? found : Selection{no_port, false, found.probes};
  }

 private:
  struct Part {
    PortOffset first;
    PortCount count;
  };

  // With SO_REUSEADDR this part of the range comes first.
  static PortCount lower_part(PortCount size, const SelectionContext& attempt) {
    return attempt.looks_in_lower_half_first && size >= 4 ? size / 4 * 2 : 0;
  }

  template <PortAvailability Ports>
  static Selection select_from(Ports&& ports, RandomStream& random) {
    if (ports.size() == 1) return first_usable_in_order(ports, 0);
    const PortOffset odd = uniform_below(random, parity_span(ports.size())) | 1U;
    return select_by_parity(ports, {.first = odd, .second = odd - 1}).selection;
  }
};

}  // namespace portsim
