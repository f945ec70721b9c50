// The ports that compete with each other, and until when each is held. A pool is written once, when a
// connection opens; it processes no releases. EventDrivenPool (event_driven_pool.hpp) gives the same answers
// plainly, and is its oracle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/ports/port_availability.hpp"
#include "models/ports/port_search.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/prefetch.hpp"
#include "models/vocabulary/rely_on.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/closing_ports.hpp"
#include "sim/host/four_tuple_times.hpp"
#include "sim/host/held_until.hpp"
#include "sim/host/occupied_ports.hpp"
#include "sim/host/port_times.hpp"
#include "sim/host/release_column.hpp"

namespace portsim {

struct PoolShape {
  PortCount ports;
  DestinationIndex destinations;  // how many
  TimeWaitBlocks time_wait_blocks;
  bool tracks_closing = false;             // its selection asks for the port that has been closing longest
  ColumnForm columns = ColumnForm::dense;  // of the ports, at first
  ColumnForm four_tuples = ColumnForm::dense;  // of its destinations, likewise
};

// How many destinations such a pool tells apart. With one destination, or where TIME_WAIT blocks the pool, it
// needs none: a four-tuple is free when its port is clear.
constexpr DestinationIndex destinations_told_apart(const PoolShape& shape) {
  const bool are_needed = shape.destinations > 1 && shape.time_wait_blocks == TimeWaitBlocks::four_tuple;
  return are_needed ? shape.destinations : 0;
}

// A connection's claim on its port: until when, and in between the time in which a faulty selection counts
// the port as closing.
struct PortClaim {
  HeldUntil until;
  ClosingSpan closing;
  TimeSpan time_wait{};  // at either end, as the host counts it
  SimTime forgotten{};   // when the host knows nothing more of the client's end
};

// What a socket asks of its pool besides a port towards its destination.
struct SocketRules {
  bool binds_first = false;        // the port is chosen before the destination is known
  bool ignores_time_wait = false;  // SO_REUSEADDR, where that is taken to lift TIME_WAIT
  bool operator==(const SocketRules&) const = default;
};

class alignas(cache_line) PortPool {
 public:
  explicit PortPool(const PoolShape& shape);

  // What an attempt towards `destination` finds at `now`; a PortAvailability.
  class Availability {
   public:
    PortCount size() const { return pool_.times_.size(); }
    PortOffset first_unbound(PortOffset from) { return pool_.times_.first_unbound(from, now_); }
    PortOffset first_clear(PortOffset from) {
      return rules_.ignores_time_wait ? first_unbound(from) : pool_.times_.first_clear(from, now_);
    }
    PortOffset first_usable(PortOffset from) {
      if (rules_.binds_first || rules_.ignores_time_wait) return first_unbound(from);
      if (closed_) return pool_.times_.first_clear_in_both(from, now_, *closed_);
      return pool_.first_usable(destination_, from, now_);
    }
    PortOffset first_usable_of_parity(PortOffset from, PortOffset end) {
      if (from >= end) return no_port;
      const PortOffset port = closed_ ? pool_.times_.first_clear_of_parity_in_both(from, now_, *closed_)
                                      : pool_.first_of_parity(destination_, rules_, from, now_);
      return port < end ? port : no_port;
    }
    bool is_usable(PortOffset port) const {
      if (rules_.ignores_time_wait) return pool_.times_.is_unbound(port, now_);
      if (closed_ && !closed_->is_free(port, now_)) return false;
      return pool_.is_usable(destination_, port, now_);
    }
    PortOffset oldest_closing() { return pool_.closing_ ? pool_.closing_->oldest(now_) : no_port; }
    bool has_usable() {
      if (closed_) return pool_.times_.first_clear_in_both(0, now_, *closed_) != no_port;
      return pool_.first_usable(destination_, 0, now_) != no_port;
    }

   private:
    friend PortPool;
    Availability(PortPool& pool, DestinationIndex destination, const SocketRules& rules, SimTime now,
                 ReleaseColumn* closed)
        : pool_{pool}, destination_{destination}, rules_{rules}, now_{now}, closed_{closed} {}
    PortPool& pool_;
    DestinationIndex destination_;
    SocketRules rules_;
    SimTime now_;
    ReleaseColumn* closed_;
  };

  // `closed`: ports that bind() keeps from a pool of one destination; always, or never, the same.
  Availability available(DestinationIndex destination, const SocketRules& rules, SimTime now,
                         ReleaseColumn* closed = nullptr) {
    now_ = now;
    return {*this, destination, rules, now, closed};
  }
  // What is over by the latest attempt may be forgotten.
  HeldUntil held_until(PortOffset port) const { return times_.held_until(port); }

  // A connection takes a usable port, or keeps the one it has for longer. The pool's `clear` time is that of
  // the port's longest TIME_WAIT: another destination's, or one from before TIME_WAIT was made shorter.
  HeldUntil hold(DestinationIndex destination, PortOffset port, const PortClaim& claim) {
    const HeldUntil& until = claim.until;
    const HeldUntil held{until.bound, std::max(until.clear, times_.held_until(port).clear)};
    times_.hold(port, held, now_);
    if (keeps_times_only_) return held;
    if (!four_tuples_.is_empty()) four_tuples_.hold_until(destination, port, until.clear, now_);
    if (closing_) closing_->add(port, claim.closing);
    return held;
  }

  // As far as every attempt looks at it.
  [[gnu::always_inline]] void prefetch() const { prefetch_to_write(*this, bytes_met); }

  // One destination, and dense columns: there is nothing else to ask or to write at an attempt. It stays so.
  bool is_simple() const { return keeps_times_only_ && times_.is_dense(); }
  // As hold() where it is, on a port that is clear: all that was known of it is over.
  HeldUntil hold_clear(PortOffset port, const HeldUntil& until) {
    rely_on(is_simple() && times_.is_clear(port, now_));
    times_.hold(port, until, now_);
    return until;
  }

  // A four-tuple comes from another pool. The port may be live for longer there, by another four-tuple.
  HeldUntil take_over(DestinationIndex destination, PortOffset port, const HeldUntil& until) {
    return hold(destination, port, {{std::max(until.bound, held_until(port).bound), until.clear}, {}});
  }

  // The port's connection towards `destination`, live still, ends before it was to; until when the port is
  // held now.
  HeldUntil shorten(DestinationIndex destination, PortOffset port, const PortClaim& claim);

  // The ports that bind() keeps from this pool are closed for less long than they were.
  void closed_brought_forward(PortOffset port, SimTime until) { times_.closed_brought_forward(port, until); }

  // Others take the port: it is live until then, towards every destination, and has no TIME_WAIT after that.
  void occupy(PortOffset port, SimTime until);
  SimTime occupied_until(PortOffset port) const { return occupied_.until(port); }

  // Until when the port's last connection towards `destination` keeps its four-tuple.
  SimTime four_tuple_until(DestinationIndex destination, PortOffset port) const {
    return tells_four_tuples() ? four_tuples_.free_at(destination, port) : held_until(port).clear;
  }

  // The same with the time until which it is live; or another connection on the port, which cannot be told.
  HeldUntil four_tuple_held_until(DestinationIndex destination, PortOffset port) const {
    return {held_until(port).bound, four_tuple_until(destination, port)};
  }

  // A four-tuple in TIME_WAIT is given up before its time; until when the port is held now.
  HeldUntil release(DestinationIndex destination, PortOffset port, SimTime now);

 private:
  bool tells_four_tuples() const { return !keeps_times_only_ && !four_tuples_.is_empty(); }
  bool is_usable(DestinationIndex destination, PortOffset port, SimTime now) const {
    if (!tells_four_tuples()) return times_.is_clear(port, now);
    return four_tuples_.is_free(destination, port, now) && times_.is_unbound(port, now);
  }
  PortOffset first_usable(DestinationIndex destination, PortOffset from, SimTime now) {
    if (!tells_four_tuples()) return times_.first_clear(from, now);
    return four_tuples_.first_usable(destination, from, now, times_.bound());
  }

  PortOffset first_of_parity(DestinationIndex destination, const SocketRules& rules, PortOffset from,
                             SimTime now) {
    if (rules.binds_first || rules.ignores_time_wait) return times_.first_unbound_of_parity(from, now);
    if (!tells_four_tuples()) return times_.first_clear_of_parity(from, now);
    return four_tuples_.first_usable_of_parity(destination, from, now, times_.bound());
  }

  static constexpr std::size_t bytes_met = 2 * cache_line;  // up to the list of PortTimes, and with it
  static_assert(3 * sizeof(SimTime) + sizeof(FewPorts) <= bytes_met);

  SimTime now_;            // of the latest attempt
  bool keeps_times_only_;  // of what follows, nothing but those of its ports: most pools
  PortTimes times_;
  FourTupleTimes four_tuples_;  // none where they would be as the ports' times are
  OccupiedPorts occupied_;
  std::optional<ClosingPorts> closing_;  // where the selection asks for them
};

}  // namespace portsim
