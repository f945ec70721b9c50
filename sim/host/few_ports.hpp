// The ports of a range that are held, while they are very few: a list in place, with which a port is compared
// as a whole. What is over is overwritten.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/held_until.hpp"

namespace portsim {

class FewPorts {
 public:
  static constexpr std::size_t most = 5;

  FewPorts() { ports_.fill(no_port); }

  // What is not in the list has been free since before the run.
  HeldUntil held_until(PortOffset port) const {
    const std::size_t n = place_of(port);
    return n < most ? HeldUntil{bound_[n], clear_[n]} : HeldUntil{};
  }
  bool is_unbound(PortOffset port, SimTime now) const { return !is_held(port, now, bound_); }
  bool is_clear(PortOffset port, SimTime now) const { return !is_held(port, now, clear_); }

  // False: there is no room but for what is over by `now`, and nothing is written.
  [[nodiscard]] bool write(PortOffset port, const HeldUntil& until, SimTime now) {
    std::size_t n = place_of(port);
    if (n == most)
      for (n = 0; n < most && clear_[n] > now;) ++n;
    if (n == most) return false;
    ports_[n] = port;
    bound_[n] = until.bound;
    clear_[n] = until.clear;
    return true;
  }

  // Neither is after what is written.
  void bring_forward(PortOffset port, const HeldUntil& until) {
    const std::size_t n = place_of(port);
    if (n == most) return;
    bound_[n] = until.bound;
    clear_[n] = until.clear;
  }

  template <class Use>
  void for_each(Use use) const {
    for (std::size_t n = 0; n < most; ++n)
      if (ports_[n] != no_port) use(ports_[n], HeldUntil{bound_[n], clear_[n]});
  }

 private:
  using Times = std::array<SimTime, most>;

  std::size_t place_of(PortOffset port) const {
    std::size_t n = 0;
    while (n < most && ports_[n] != port) ++n;
    return n;
  }
  // Without branches: they would be guessed.
  bool is_held(PortOffset port, SimTime now, const Times& until) const {
    std::uint32_t held = 0;
    for (std::size_t n = 0; n < most; ++n)
      held |= std::uint32_t{ports_[n] == port} & std::uint32_t{until[n] > now};
    return held != 0;
  }

  std::array<PortOffset, most> ports_;  // no_port: none yet
  Times clear_{};
  Times bound_{};
};

}  // namespace portsim
