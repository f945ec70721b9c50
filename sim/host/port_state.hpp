// What holds a port of a pool at an instant, for people who look at all of them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {

enum class PortState : std::uint8_t {
  free,
  live,
  time_wait,
  others,    // others than the scenario's clients hold it
  reserved,  // never handed out
};
inline constexpr std::size_t port_states = 5;

// Of a port that is handed out.
inline PortState state_of(const PortPool& pool, PortOffset port, SimTime now) {
  const HeldUntil until = pool.held_until(port);
  if (until.clear <= now) return PortState::free;
  if (until.bound <= now) return PortState::time_wait;
  return pool.occupied_until(port) > now ? PortState::others : PortState::live;
}

}  // namespace portsim
