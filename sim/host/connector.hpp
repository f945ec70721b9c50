// What a client asks of its host: to connect towards its service, and to keep a connection for longer. One
// connector serves one workload; the pool, the selection algorithm and the observer are known at compile
// time, so an attempt has no indirect call. It serves until the next step of the timeline.
#pragma once

#include <algorithm>
#include <cstdint>
#include <type_traits>
#include <variant>
#include <vector>

#include "models/ports/port_selector.hpp"
#include "models/random/random_stream.hpp"
#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/running_host.hpp"
#include "sim/host/running_pools.hpp"

namespace portsim {

template <class Pool, class Selector, class Observer>
class Connector {
 public:
  Connector(RunningWorkload& workload, RunningHost& host, RunningPools<Pool, Observer>& pools,
            std::vector<RunningSelector>& selectors, PendingEvents& pending, Observer& observer)
      : workload_{workload},
        host_{host},
        pools_{pools},
        selectors_{selectors},
        pending_{pending},
        observer_{observer},
        route_{*workload.route},
        takes_turns_{route_.paths.size() > 1} {
    follow_path();
  }

  std::uint32_t workload() const { return workload_.index; }
  Observer& observer() { return observer_; }

  // A connection that is open for `hold` once it is established. When it fails the request is tried again, if
  // the workload retries.
  Connection connect(SimTime now, Duration hold, const ClientRequest& request) {
    const std::uint32_t path = take_path();
    Attempt attempt{.when = now, .workload = workload_.index, .pool = path_->pool};
    const Selection selection = selector_->select(
        pool_->available(path_->destination, route_.rules, now),
        {.random = *random_, .destination = path_->destination, .uptime = now - host_.started});
    attempt.outcome = outcome_of(selection);
    attempt.port = selection.port;
    attempt.probes = selection.probes;
    attempt.is_retry = request.retries > 0;
    Connection connection;
    if (attempt.outcome == ConnectOutcome::connected) {
      attempt.waited = host_.half_open ? host_.half_open->wait(now, route_.round_trip) : Duration::zero();
      connection = {selection.port, path, now + attempt.waited + route_.round_trip};
      open(connection, now, hold);
    } else {
      attempt.missed_usable = missed_usable(now);
      attempt.is_last = !try_again(now, request);
    }
    observer_.attempted(attempt);
    return connection;
  }

  // The connection is now open for `hold` in all: not less than before.
  void keep_for(const Connection& connection, Duration hold) {
    if (!has_port(connection)) return;
    const Path& path = route_.paths[connection.path];
    keep(path, connection, pools_[path.pool].held_until(connection.port), true, hold);
  }

 private:
  static ConnectOutcome outcome_of(const Selection& selection) {
    if (selection.is_usable) return ConnectOutcome::connected;
    return selection.port == no_port ? ConnectOutcome::exhausted : ConnectOutcome::collided;
  }

  // Local addresses are taken in turn.
  std::uint32_t take_path() {
    const std::uint32_t taken = workload_.next_path;
    if (takes_turns_) {
      follow_path();
      workload_.next_path = taken + 1 == route_.paths.size() ? 0 : taken + 1;
    }
    return taken;
  }

  void follow_path() {
    path_ = &route_.paths[workload_.next_path];
    pool_ = &pools_[path_->pool];
    RunningSelector& running = selectors_[path_->selector];
    selector_ = &std::get<Selector>(running.selector);
    random_ = &running.random;
  }

  // Selections that look at every port need not be asked.
  bool missed_usable(SimTime now) {
    if (!std::is_same_v<Selector, SeqSmart> || route_.rules.binds_first) {
      return pool_->available(path_->destination, route_.rules, now).has_usable();
    }
    return false;
  }

  bool try_again(SimTime now, const ClientRequest& request) {
    const auto& retry = workload_.retry;
    if (!retry || request.retries >= retry->attempts) return false;
    ClientRequest again = request;
    ++again.retries;
    const Duration delay = retry_delay(*retry, again.retries, workload_.retry_delays);
    pending_.schedule(now + delay, RetryDue{workload_.index, again});
    return true;
  }

  void open(const Connection& connection, SimTime now, Duration hold) {
    const HeldUntil before = pool_->held_until(connection.port);
    keep(*path_, connection, {now, std::max(before.clear, now)}, before.clear > now, hold);
  }

  void keep(const Path& path, const Connection& connection, const HeldUntil& known, bool is_in_use,
            Duration hold) {
    const PortLease lease = lease_of_connection(hold, route_.round_trip, route_.closer, route_.time_wait);
    const SimTime closed = connection.established - route_.round_trip + lease.live;
    const PortClaim claim = claim_of(lease, closed);
    const HeldUntil until = pools_[path.pool].hold(path.destination, connection.port, claim);
    observer_.held(path.pool, {.bound_from = known.bound,
                               .bound_until = until.bound,
                               .in_use_from = known.clear,
                               .in_use_until = until.clear,
                               .continues = is_in_use});
    if (host_.time_wait_cap && lease.time_wait > Duration::zero()) {
      pending_.schedule(closed,
                        TimeWaitEntered{{path.pool, path.destination, connection.port, claim.until.clear}});
    }
  }

  PortClaim claim_of(const PortLease& lease, SimTime closed) const {
    const SimTime bound = route_.closing_counts_as_free ? closed - lease.closing : closed;
    SimTime clear = closed + lease.time_wait;
    if (clear > host_.last_time_wait_end && lease.time_wait > Duration::zero()) clear = SimTime::never();
    return {{bound, clear}, {bound, route_.time_wait_counts_as_closing ? clear : closed}};
  }

  RunningWorkload& workload_;
  RunningHost& host_;
  RunningPools<Pool, Observer>& pools_;
  std::vector<RunningSelector>& selectors_;
  PendingEvents& pending_;
  Observer& observer_;
  const Route& route_;
  const bool takes_turns_;
  const Path* path_ = nullptr;
  Pool* pool_ = nullptr;
  Selector* selector_ = nullptr;
  RandomStream* random_ = nullptr;
};

}  // namespace portsim
