#include "sim/host/release_table.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace portsim {

namespace {

constexpr std::uint32_t slots_min = 8;

}  // namespace

// Which slot is the port's, or would be.
std::uint32_t ReleaseTable::place_of(PortOffset port) const {
  // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4): neighbouring ports,
  // which a sequential selection takes together, are spread evenly.
  std::uint32_t place = (port * 2654435769U) >> hash_shift_;
  while (slots_[place].port != port && slots_[place].port != no_port)
    place = (place + 1) & (slot_count() - 1);
  return place;
}

SimTime ReleaseTable::free_at(PortOffset port) const {
  return slots_.empty() ? SimTime{} : slots_[place_of(port)].until;
}

PortOffset ReleaseTable::first_free(PortOffset from, PortCount size, SimTime now) const {
  PortOffset port = from;
  while (free_at(port) > now) port = next_cyclic(port, size);
  return port;
}

PortOffset ReleaseTable::first_free_of_parity(PortOffset from, PortCount size, SimTime now) const {
  for (PortOffset port = from; port < size; port += 2)
    if (free_at(port) <= now) return port;
  return no_port;
}

// Twice what is held, so that making room is rare.
std::uint32_t ReleaseTable::slots_wanted(SimTime now) const {
  std::uint32_t held = 0;
  for (const Slot& slot : slots_) held += slot.until > now;
  return std::max(slots_min, std::bit_ceil(2 * held));
}

void ReleaseTable::make_room(SimTime now) {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots_wanted(now)));
  entries_ = 0;
  hash_shift_ = 32 - std::countr_zero(slot_count());
  for (const Slot& slot : before)
    if (slot.until > now) write(slot.port, slot.until);
}

void ReleaseTable::write(PortOffset port, SimTime until) {
  Slot& slot = slots_[place_of(port)];
  assert(slot.port == port || has_room());
  entries_ += slot.port == no_port;
  slot = {port, until};
}

}  // namespace portsim
