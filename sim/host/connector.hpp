// What a client asks of its host: to connect towards its service, and to keep a connection for longer. One
// connector serves one workload; the pool, the selection algorithm and the observer are known at compile
// time, so an attempt has no indirect call.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/random/random_stream.hpp"
#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {

// Where a workload's connections go, and what they cost the host.
struct Route {
  std::uint32_t workload = 0;
  PoolIndex pool = 0;
  DestinationIndex destination = 0;
  Duration round_trip = Duration::zero();
  Duration time_wait = Duration::zero();
  Closer closer = Closer::client;
};

template <class Pool, class Selector, class Observer>
class Connector {
 public:
  Connector(const Route& route, Pool& pool, Selector& selector, RandomStream& random, Observer& observer)
      : route_{route}, pool_{pool}, selector_{selector}, random_{random}, observer_{observer} {}

  const Route& route() const { return route_; }
  Observer& observer() { return observer_; }

  // A connection that is open for `hold` once it is established; the port it got, or no_port when it failed.
  PortOffset connect(SimTime now, Duration hold) {
    const Selection selection = selector_.select(pool_.available(route_.destination, now), random_);
    const ConnectOutcome outcome = outcome_of(selection);
    if (outcome == ConnectOutcome::connected) {
      const HeldUntil before = pool_.held_until(selection.port);
      keep(selection.port, {now, std::max(before.clear, now)}, before.clear > now, now, hold);
    }
    observer_.attempted({now, route_.workload, route_.pool, outcome, selection.port, selection.probes});
    return outcome == ConnectOutcome::connected ? selection.port : no_port;
  }

  // The connection that began to connect at `opened` is now open for `hold` in all: not less than before.
  void keep_for(PortOffset port, SimTime opened, Duration hold) {
    keep(port, pool_.held_until(port), true, opened, hold);
  }

 private:
  static ConnectOutcome outcome_of(const Selection& selection) {
    if (selection.is_usable) return ConnectOutcome::connected;
    return selection.port == no_port ? ConnectOutcome::exhausted : ConnectOutcome::collided;
  }

  void keep(PortOffset port, HeldUntil known, bool is_in_use, SimTime opened, Duration hold) {
    const PortLease lease = lease_of_connection(hold, route_.round_trip, route_.closer, route_.time_wait);
    const SimTime closed = opened + lease.live;
    const HeldUntil until = pool_.hold(route_.destination, port, {closed, closed + lease.time_wait});
    observer_.held(route_.pool, {known.bound, until.bound, known.clear, until.clear, is_in_use});
  }

  const Route& route_;
  Pool& pool_;
  Selector& selector_;
  RandomStream& random_;
  Observer& observer_;
};

}  // namespace portsim
