// A pool of ports run plainly, event by event: a connection's close and the end of its TIME_WAIT are pending
// events that change the state of a port, and a search walks the states. Slow and obvious: the oracle for
// PortPool, which it must agree with in every answer.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "models/ports/port_availability.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/release_column.hpp"

namespace portsim {

class EventDrivenPool {
 public:
  explicit EventDrivenPool(const PoolShape& shape);

  class Availability {
   public:
    PortCount size() const { return pool_.shape_.ports; }
    PortOffset first_unbound(PortOffset from) const;
    PortOffset first_clear(PortOffset from) const;
    PortOffset first_usable(PortOffset from) const;
    PortOffset first_usable_of_parity(PortOffset from, PortOffset end) const;
    bool is_usable(PortOffset port) const;
    PortOffset oldest_closing() const;
    bool has_usable() const;

   private:
    friend EventDrivenPool;
    Availability(const EventDrivenPool& pool, DestinationIndex destination, const SocketRules& rules,
                 SimTime now, const ReleaseColumn* closed)
        : pool_{pool}, destination_{destination}, rules_{rules}, now_{now}, closed_{closed} {}
    bool may_be_taken(PortOffset port) const;
    bool is_four_tuple_free(PortOffset port) const;
    const EventDrivenPool& pool_;
    DestinationIndex destination_;
    SocketRules rules_;
    SimTime now_;
    const ReleaseColumn* closed_;
  };

  // Lets everything happen that is due by `now`.
  Availability available(DestinationIndex destination, const SocketRules& rules, SimTime now,
                         const ReleaseColumn* closed = nullptr);
  HeldUntil held_until(PortOffset port) const;
  HeldUntil hold(DestinationIndex destination, PortOffset port, const PortClaim& claim);
  void prefetch() const {}
  bool is_simple() const { return false; }
  HeldUntil hold_clear(PortOffset port, const HeldUntil& until) { return hold(0, port, {until, {}}); }
  HeldUntil take_over(DestinationIndex destination, PortOffset port, const HeldUntil& until);
  SimTime four_tuple_until(DestinationIndex destination, PortOffset port) const;
  HeldUntil four_tuple_held_until(DestinationIndex destination, PortOffset port) const;
  HeldUntil release(DestinationIndex destination, PortOffset port, SimTime now);
  HeldUntil shorten(DestinationIndex destination, PortOffset port, const PortClaim& claim);
  void closed_brought_forward(PortOffset, SimTime) {}
  void occupy(PortOffset port, SimTime until);
  SimTime occupied_until(PortOffset port) const;

 private:
  using FourTuple = std::pair<PortOffset, DestinationIndex>;
  struct TupleState {
    bool is_live = false;
    bool in_time_wait = false;
    HeldUntil until;
  };
  // An event that is not the four-tuple's latest has been overtaken: the connection was kept for longer.
  struct TimeWaitExpired {
    FourTuple tuple;
  };
  struct ConnectionClosed {
    FourTuple tuple;
  };
  struct OccupantLeft {
    PortOffset port;
  };

  void advance(SimTime now);
  FourTuple four_tuple_of(DestinationIndex destination, PortOffset port) const;
  void close(const FourTuple& tuple);
  void expire(const FourTuple& tuple);
  bool is_bound(PortOffset port) const;
  bool is_clear(PortOffset port) const;
  bool is_in_time_wait(const FourTuple& tuple) const;

  // Calls `use` with the state of each of the port's four-tuples that is live or in TIME_WAIT.
  template <class Use>
  void for_each_of(PortOffset port, Use use) const {
    for (auto tuple = four_tuples_.lower_bound({port, 0});
         tuple != four_tuples_.end() && tuple->first.first == port; ++tuple) {
      use(tuple->second);
    }
  }

  PoolShape shape_;
  std::map<FourTuple, TupleState> four_tuples_;  // that are live or in TIME_WAIT
  std::map<PortOffset, SimTime> occupied_;
  std::vector<ClosingSpan> closing_;  // of each port's newest connection, where the selection asks for it
  EventQueue<TimeWaitExpired, ConnectionClosed, OccupantLeft> pending_;
};

}  // namespace portsim
