// The ports that compete with each other, and until when each is held. A pool is written once, when a
// connection opens; it processes no releases. EventDrivenPool (event_driven_pool.hpp) gives the same answers
// plainly, and is its oracle.
#pragma once

#include <cstdint>
#include <vector>

#include "models/ports/port_availability.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/release_column.hpp"

namespace portsim {

// Which of a pool's destinations: counted from 0 within the pool.
using DestinationIndex = std::uint32_t;

struct PoolShape {
  PortCount ports;
  DestinationIndex destinations;  // how many
  TimeWaitBlocks time_wait_blocks;
};

// Until when a port's last connection holds it: live, then clear of its TIME_WAIT too.
struct HeldUntil {
  SimTime bound;
  SimTime clear;
};

class PortPool {
 public:
  explicit PortPool(const PoolShape& shape);

  // What an attempt towards `destination` finds at `now`; a PortAvailability.
  class Availability {
   public:
    PortCount size() const { return pool_.bound_.size(); }
    PortOffset first_unbound(PortOffset from) { return pool_.bound_.first_free(from, now_); }
    PortOffset first_clear(PortOffset from) { return pool_.clear_.first_free(from, now_); }
    PortOffset first_usable(PortOffset from) { return pool_.first_usable(destination_, from, now_); }
    bool is_usable(PortOffset port) const { return pool_.is_usable(destination_, port, now_); }

   private:
    friend PortPool;
    Availability(PortPool& pool, DestinationIndex destination, SimTime now)
        : pool_{pool}, destination_{destination}, now_{now} {}
    PortPool& pool_;
    DestinationIndex destination_;
    SimTime now_;
  };

  Availability available(DestinationIndex destination, SimTime now) { return {*this, destination, now}; }
  HeldUntil held_until(PortOffset port) const { return {bound_.free_at(port), clear_.free_at(port)}; }

  // A connection takes a usable port, or keeps the one it has for longer. The pool's `clear` time is that of
  // the port's longest TIME_WAIT, which another destination's may be.
  HeldUntil hold(DestinationIndex destination, PortOffset port, HeldUntil until) {
    bound_.hold_until(port, until.bound);
    if (!four_tuples_.empty()) four_tuples_[destination].hold_until(port, until.clear);
    const SimTime clear = std::max(until.clear, clear_.free_at(port));
    clear_.hold_until(port, clear);
    return {until.bound, clear};
  }

 private:
  // With one destination, or where TIME_WAIT blocks the pool, a four-tuple is free exactly when its port is
  // clear.
  bool is_usable(DestinationIndex destination, PortOffset port, SimTime now) const {
    if (four_tuples_.empty()) return clear_.is_free(port, now);
    return four_tuples_[destination].is_free(port, now) && bound_.is_free(port, now);
  }
  PortOffset first_usable(DestinationIndex destination, PortOffset from, SimTime now) {
    if (four_tuples_.empty()) return clear_.first_free(from, now);
    return first_usable_four_tuple(destination, from, now);
  }
  PortOffset first_usable_four_tuple(DestinationIndex destination, PortOffset from, SimTime now);

  ReleaseColumn bound_;                     // by a live socket
  ReleaseColumn clear_;                     // by a live socket or any TIME_WAIT
  std::vector<ReleaseColumn> four_tuples_;  // one a destination, where that differs from clear_
};

}  // namespace portsim
