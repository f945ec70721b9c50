// What a client asks of its host: to connect towards its service, and to keep a connection for longer. One
// connector serves one workload; the pool and the observer are known at compile time. It serves until the
// next step of the timeline.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "models/ports/port_selector.hpp"
#include "models/random/random_stream.hpp"
#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/prefetch.hpp"
#include "models/vocabulary/rely_on.hpp"
#include "models/workload/trace_row.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/destination_draw.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_claim.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/request_draws.hpp"
#include "sim/host/running_host.hpp"
#include "sim/host/running_pools.hpp"
#include "sim/host/socket_selection.hpp"

namespace portsim {

template <class Pool, class Observer, RouteKind kind = RouteKind::any>
class Connector {
  static constexpr bool is_plain = kind != RouteKind::any;
  static constexpr bool is_direct = kind == RouteKind::direct;

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
        only_closer_{route_.closes.only()},
        destinations_{route_.destinations},
        has_choice_{destinations_ > 1},
        has_several_paths_{route_.paths.size() > 1} {
    if (!has_several_paths_) follow_path(0);
  }

  std::uint32_t workload() const { return workload_.index; }
  Observer& observer() { return observer_; }

  // Its destination and who will close are drawn now, whether it is served by a new connection or not.
  ClientRequest request(Duration length, std::uint32_t user = 0) {
    ClientRequest request{.length = length, .user = user};
    if (!is_plain && has_choice_) {
      request.destination = drawn_destination(route_.groups, workload_.destinations);
      if (workload_.destinations_ahead) path_ahead_ = drawn_path_ahead(workload_);
    }
    request.closer = is_plain       ? Closer::client
                     : only_closer_ ? *only_closer_
                                    : route_.closes.draw(workload_.closes);
    return request;
  }

  // What the row of a trace leaves open is drawn.
  ClientRequest request(Duration length, const TraceRow& row) {
    return as_in_row(request(length), row, route_, workload_);
  }

  // A connection that is open for `hold` once it is established. When it fails the request is tried again, if
  // the workload retries.
  ConnectResult connect(SimTime now, Duration hold, const ClientRequest& request) {
    if (!is_plain && path_ahead_) prefetch(route_.paths[*path_ahead_], now);
    const std::uint32_t index = take_path(request);
    Attempt attempt{.when = now, .path = index};
    select(now, attempt);
    attempt.workload = workload_.index;
    attempt.pool = path_.pool;
    attempt.is_retry = request.retries > 0;
    ConnectResult result;
    if (attempt.outcome == ConnectOutcome::connected && is_refused() && attempt.port != path_.self) {
      attempt.outcome = ConnectOutcome::refused;
      open({attempt.port, index, Closer::abort, now + path_.round_trip}, now, Duration::zero());
    }
    if (attempt.outcome == ConnectOutcome::connected) {
      attempt.waited = wait_for_half_open(now);
      result.connection = {attempt.port, index, closer_of(request), now + attempt.waited + path_.round_trip};
      open(result.connection, now, hold);
      observer_.attempted(attempt);  // in each branch: in this one nearly all of it is known
    } else {
      attempt.missed_usable = attempt.outcome != ConnectOutcome::refused && missed_usable(now);
      result.is_tried_again = try_again(now, request);
      attempt.is_last = !result.is_tried_again;
      observer_.attempted(attempt);
    }
    return result;
  }

  // Until close() ends it.
  ConnectResult connect_until_closed(SimTime now, const ClientRequest& request) {
    return connect(now, forever, request);
  }

  // The connection is now open for `hold` in all: not less than before.
  void keep_for(const Connection& connection, Duration hold) {
    if (!has_port(connection)) return;
    const Path& path = route_.paths[connection.path];
    keep(path, connection, pools_[path.pool].held_until(connection.port), true, hold, connection.established);
  }

  // A connection that was to be open until now begins to close.
  void close(const Connection& connection, SimTime now) {
    if (!has_port(connection)) return;
    const Path& path = route_.paths[connection.path];
    const HeldUntil before = pools_[path.pool].held_until(connection.port);
    const PortClaim claim = claim_until(path, connection, now - connection.established);
    const HeldUntil after = pools_.shorten(path, connection.port, claim);
    count_time_wait(path, connection.port, claim.time_wait, now, now);
    observer_.given_up(path.pool, {.bound_from = after.bound,
                                   .bound_until = before.bound,
                                   .in_use_from = after.clear,
                                   .in_use_until = before.clear,
                                   .continues = true});
  }

  bool leads_to(const Connection& connection, const ClientRequest& request) const {
    return connection.path % destinations_ == request.destination;
  }

  // A request that failed comes back as the workload's retry policy says; false: it is lost.
  bool try_again(SimTime now, const ClientRequest& request) {
    if (is_direct) return false;  // as a constant: the loop needs no place for what it would schedule
    const auto again = next_try(request, workload_);
    if (again) pending_.schedule(now + again->after, again->due);
    return again.has_value();
  }

 private:
  bool is_refused() const { return !is_plain && path_.is_refused; }

  Duration wait_for_half_open(SimTime now) {
    return !is_plain && host_.half_open ? host_.half_open->wait(now, path_.round_trip) : Duration::zero();
  }

  // A connection to itself has no server that could close it.
  Closer closer_of(const ClientRequest& request) const {
    const bool is_by_server = request.closer == Closer::server || request.closer == Closer::server_abort;
    return is_refused() && is_by_server ? Closer::client : request.closer;
  }

  std::uint32_t take_path(const ClientRequest& request) {
    if (is_plain || !has_several_paths_) return 0;
    const std::uint32_t turn = take_turn(request, route_, workload_);
    const std::uint32_t index = turn * destinations_ + request.destination;
    follow_path(index);
    return index;
  }

  [[gnu::always_inline]] void prefetch(const Path& path, SimTime now) const {
    pools_.prefetch(path.pool);
    prefetch_to_write(&selectors_[path.selector]);
    observer_.prefetch(path.pool, {now, now + path.time_wait.least});
  }

  void follow_path(std::uint32_t index) {
    path_ = route_.paths[index];
    pool_ = &pools_[path_.pool];
    RunningSelector& running = selectors_[path_.selector];
    selector_ = &running.selector;
    smart_ = std::get_if<SeqSmart>(selector_);
    random_ = &running.random;
    buckets_ = pools_.buckets_of(path_.pool);
    closed_ = buckets_ && !route_.draws_at_bind ? &buckets_->closed_to_connect() : nullptr;
  }

  // The order of most systems stands in the loop; the others are one call away. Each notes what it selected
  // by itself: joined as one value, the selections would meet in memory.
  void select(SimTime now, Attempt& attempt) {
    if (smart_) {
      note(smart_->select(available(now), context_at(now)), attempt);
    } else {
      note(select_otherwise(now), attempt);
    }
  }

  typename Pool::Availability available(SimTime now) {
    if (is_direct) rely_on(pool_->is_simple());
    return is_plain ? pool_->available(path_.destination, {}, now)
                    : pool_->available(path_.destination, route_.rules, now, closed_);
  }

  SelectionContext context_at(SimTime now) {
    return {.random = *random_,
            .destination = path_.destination_of_host,
            .uptime = now - host_.started,
            .since_renewal = now - host_.renewed,
            .looks_in_lower_half_first = route_.looks_in_lower_half_first,
            .is_in_own_range = route_.own_range.has_value()};
  }

  [[gnu::noinline]] Selection select_otherwise(SimTime now) {
    auto ports = available(now);
    const SelectionContext context = context_at(now);
    if (buckets_ && route_.draws_at_bind)
      return select_at_bind({*buckets_, pools_.place_of(path_.pool), route_, now}, *selector_, ports,
                            context);
    return select_from(ports, route_, *selector_, context);
  }

  // Selections that look at every port need not be asked, and bind() cannot know the destination.
  bool missed_usable(SimTime now) {
    if (buckets_ && route_.draws_at_bind) return false;
    const bool looks_at_all = std::holds_alternative<SeqSmart>(*selector_) && !route_.rules.binds_first;
    return !looks_at_all && available(now).has_usable();
  }

  void open(const Connection& connection, SimTime now, Duration hold) {
    if (is_direct) return keep(path_, connection, {now, now}, false, hold, now);  // the port was clear
    const HeldUntil before = pool_->held_until(connection.port);
    const HeldUntil known{now, std::max(before.clear, now)};
    keep(path_, connection, known, before.clear > now, hold, now);
  }

  // `known`: until when the port was held by what has been told of it.
  void keep(const Path& path, const Connection& connection, const HeldUntil& known, bool is_in_use,
            Duration hold, SimTime now) {
    const PortClaim claim = claim_until(path, connection, hold);
    const HeldUntil until = hold_port(path, connection.port, claim, now);
    observer_.held(path.pool, {.bound_from = known.bound,
                               .bound_until = until.bound,
                               .in_use_from = known.clear,
                               .in_use_until = until.clear,
                               .continues = is_in_use});
    count_time_wait(path, connection.port, claim.time_wait, known.bound, now);
  }

  HeldUntil hold_port(const Path& path, PortOffset port, const PortClaim& claim, SimTime now) {
    if (is_direct) return pool_->hold_clear(port, claim.until);
    return is_plain ? pool_->hold(path.destination, port, claim)
                    : pools_.hold(route_, path, port, claim, now);
  }

  // Replaces what was known of the four-tuple from `known_from` on. With a limit it is counted when it waits.
  void count_time_wait(const Path& path, PortOffset port, const TimeSpan& span, SimTime known_from,
                       SimTime now) {
    if (is_plain || !route_.counts_time_wait) return;
    auto& census = pools_.census();
    census.take_back(path.pool, port, known_from, now);
    if (!span.is_empty() && !census.has_limit(route_.host)) census.add(path.pool, port, span, now);
  }

  // Open for `hold` since it was established. Where TIME_WAIT is limited, its beginning is an event.
  PortClaim claim_until(const Path& path, const Connection& connection, Duration hold) {
    const PortLease lease = is_plain ? plain_lease_of(path, hold) : lease_of(path, connection.closer, hold);
    const SimTime closed = connection.established - path.round_trip + lease.live;
    const Claimant by{route_, path, host_, connection.closer};
    const PortClaim claim = is_plain ? plain_claim_of(lease, closed) : claim_of(by, lease, closed);
    observer_.timed(times_of(by, workload_.index, connection, lease, claim));
    if (is_plain) return claim;
    const bool is_limited = host_.time_wait_cap
                                ? lease.time_wait > Duration::zero()
                                : pools_.census().has_limit(route_.host) && !claim.time_wait.is_empty();
    if (is_limited && hold < forever)
      pending_.schedule(closed, TimeWaitEntered{{route_.host, path.pool, path.destination, connection.port,
                                                 claim.until.clear, claim.time_wait.until}});
    return claim;
  }

  RunningWorkload& workload_;
  RunningHost& host_;
  RunningPools<Pool, Observer>& pools_;
  std::vector<RunningSelector>& selectors_;
  PendingEvents& pending_;
  Observer& observer_;
  const Route& route_;
  const std::optional<Closer> only_closer_;  // nothing: drawn
  const std::uint32_t destinations_;
  const bool has_choice_;
  const bool has_several_paths_;
  std::optional<std::uint32_t> path_ahead_;  // of an attempt that comes soon
  Path path_;
  Pool* pool_ = nullptr;
  PortSelector* selector_ = nullptr;
  SeqSmart* smart_ = nullptr;  // if the selector is that
  RandomStream* random_ = nullptr;
  BindBuckets* buckets_ = nullptr;   // where bind() and connect() keep ports from each other
  ReleaseColumn* closed_ = nullptr;  // ports that bind() keeps from this path
};

}  // namespace portsim
