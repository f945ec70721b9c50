// Until when each port of a range is held, one instant a port: the dense form of a ReleaseColumn
// (release_column.hpp). Above the ports stands a tree of lower bounds, eight entries a node; where a release
// time grows, the bounds above are stale but still bounds: the next search mends those above the port that
// the last one found, and any other that misleads it; where one is brought forward they are lowered with it.
// So a search skips what is full, and a full range is known without a walk.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <memory>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

class ReleaseTree {
 public:
  ReleaseTree() = default;  // of no ports; nothing may be asked of it
  explicit ReleaseTree(PortCount size);
  ReleaseTree(const ReleaseTree& other);
  ReleaseTree(ReleaseTree&&) = default;
  ReleaseTree& operator=(ReleaseTree&&) = default;

  bool is_empty() const { return times_ == nullptr; }
  SimTime free_at(PortOffset port) const { return times_[port]; }
  bool is_free(PortOffset port, SimTime now) const { return times_[port] <= now; }

  // The first free port from `from` on, wrapping at the end; no_port when all are held.
  PortOffset first_free(PortOffset from, SimTime now) {
    if (is_free(from, now)) [[likely]]
      return from;
    if (times_[root_] > now) return no_port;
    return search(from, now);
  }

  // The same where a port must be free in `other` too, which is of the same size. From then on this tree's
  // bounds are those of ports that are free in both, and it must always be asked with the same `other`, and
  // hear of it when a time there is brought forward.
  PortOffset first_free_in_both(PortOffset from, SimTime now, const ReleaseTree& other);

  // The first free port from `from` on that is even, or odd, as `from` is; no_port: there is none up to the
  // end of the range. Each parity has bounds of its own, made when first asked for.
  PortOffset first_free_of_parity(PortOffset from, SimTime now);
  PortOffset first_free_of_parity_in_both(PortOffset from, SimTime now, const ReleaseTree& other);

  // `until` is not before what is written already.
  void hold_until(PortOffset port, SimTime until) {
    assert(until >= times_[port]);
    times_[port] = until;
  }

  // `until` is not after what is written.
  void bring_forward(PortOffset port, SimTime until);
  void other_brought_forward(PortOffset port, SimTime until);

 private:
  // The entries of one node that a search still looks at, one bit each.
  struct Place {
    std::size_t level;
    PortOffset node;
    std::uint32_t entries;
  };
  static constexpr std::uint32_t whole_node = ~0U;

  static constexpr std::size_t levels_max = 6;  // 8^6 is more than all ports
  SimTime& at(std::size_t level, PortOffset entry) { return times_[level_begin_[level] + entry]; }
  SimTime* bounds() { return times_.get() + level_begin_[1]; }
  // Among the bounds; `level` is at least 1.
  PortOffset place_of(std::size_t level, PortOffset entry) const {
    return level_begin_[level] - level_begin_[1] + entry;
  }
  void lower_bounds_above(PortOffset port, SimTime until, SimTime* bounds) const;
  PortOffset search(PortOffset from, SimTime now);
  template <class Ports>
  PortOffset search_round(PortOffset from, SimTime now, Ports);
  template <class Ports>
  PortOffset search_after(PortOffset from, SimTime now, Ports);
  template <class Ports>
  PortOffset search_after_in_parity(PortOffset from, SimTime now, Ports);
  template <class Ports>
  PortOffset first_from(Place, SimTime now, Ports) const;
  template <class Ports>
  void mend_bounds_above(PortOffset port, SimTime now, Ports) const;
  template <class Ports>
  void mend_bound_of(std::size_t level, PortOffset node, Ports) const;

  std::unique_ptr<SimTime[]> times_;  // the ports, then each level of bounds; nodes are filled with never
  std::array<std::unique_ptr<SimTime[]>, 2> bounds_of_parity_;  // of the even ports, of the odd ones
  std::array<PortOffset, levels_max + 1> level_begin_{};        // among the times
  std::size_t top_ = 0;  // the level of one node; its bound is the root
  PortOffset root_ = 0;
  PortOffset found_ = no_port;  // by the last search: it has been taken since, most likely
};

}  // namespace portsim
