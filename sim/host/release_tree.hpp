// Until when each port of a range is held, one instant a port: the dense form of a ReleaseColumn
// (release_column.hpp). Above the ports stand bounds (release_bounds.hpp), so that a search skips what is
// full, and a full range is known without a walk. Where a release time grows, the bounds above are stale but
// still bounds: the next search mends those above the port that the last one found, and any other that
// misleads it; where one is brought forward they are lowered with it.
#pragma once

#include <array>
#include <cassert>
#include <memory>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/release_bounds.hpp"

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
    if (!of_all_.bounds.may_be_free(now)) return no_port;
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
  // What searches among some of the ports know.
  struct Known {
    ReleaseBounds bounds;
    PortOffset found = no_port;  // by the last of them: it has been taken since, most likely
  };

  PortOffset search(PortOffset from, SimTime now);
  template <class Ports>
  PortOffset search_in_parity(PortOffset from, SimTime now, Ports);
  template <bool wraps, class Ports>
  PortOffset search_after(PortOffset from, SimTime now, Ports, Known&) const;
  template <bool wraps, class Ports>
  PortOffset search_beyond_leaf(LeafIndex, SimTime now, Ports, ReleaseBounds&) const;

  std::unique_ptr<SimTime[]> times_;  // leaves are filled with never
  Known of_all_;
  std::array<std::unique_ptr<Known>, 2> of_parity_;  // of the even ports, of the odd ones
};

}  // namespace portsim
