// Until when ports are held, of a range of which few are: the sparse form of a ReleaseColumn
// (release_column.hpp). A hash table with open addressing: an entry is never taken out, but what is over is
// forgotten when room is made, so that the table follows what is held.
#pragma once

#include <cassert>
#include <cstdint>
#include <vector>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

class ReleaseTable {
 public:
  // What is not in the table has been free since before the run.
  [[gnu::pure]] SimTime free_at(PortOffset port) const;

  // The first free port from `from` on in a range of `size` ports, wrapping at its end. There must be one.
  [[gnu::pure]] PortOffset first_free(PortOffset from, PortCount size, SimTime now) const;

  // The same among ports of one parity, without wrapping; no_port: none.
  [[gnu::pure]] PortOffset first_free_of_parity(PortOffset from, PortCount size, SimTime now) const;

  bool has_room() const { return entries_ < entries_max(slot_count()); }

  // How many slots it would have had room been made at `now`.
  std::uint32_t slots_wanted(SimTime now) const;
  void make_room(SimTime now);

  // For a port that is not in it the table must have room.
  void write(PortOffset port, SimTime until);

  template <class Use>
  void for_each(Use use) const {
    for (const Slot& slot : slots_)
      if (slot.port != no_port) use(slot.port, slot.until);
  }

 private:
  struct Slot {
    PortOffset port = no_port;
    SimTime until;
  };

  std::uint32_t slot_count() const { return static_cast<std::uint32_t>(slots_.size()); }
  static constexpr std::uint32_t entries_max(std::uint32_t slots) { return slots / 4 * 3; }
  std::uint32_t place_of(PortOffset port) const;

  std::vector<Slot> slots_;  // none, or a power of two
  std::uint32_t entries_ = 0;
  int hash_shift_ = 0;
};

}  // namespace portsim
