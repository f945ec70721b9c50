// A pool of connections running: the requests of one program share connections that stay open between them.
//
// A request takes the idle connection to its destination that was used last, as Go's net/http and nginx's
// upstream keepalive do; else it opens one; at the limit an idle connection elsewhere makes room, and without
// one the request waits, first come, first served. When it has ended, its connection goes to the request that
// has waited longest, or becomes idle, or is closed: because enough are idle (as in Go, this one and not
// the one idle longest), it has served its number of requests, or its lifetime is over. A request whose
// connection is cut is tried again by the workload's retry policy, like one that failed upstream.
// Observers hear of requests that wait, and of connects that only make up for connections closed by retries.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <iterator>
#include <variant>
#include <vector>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"
#include "models/vocabulary/overloaded.hpp"
#include "models/workload/arrival_times.hpp"
#include "models/workload/client_spec.hpp"
#include "models/workload/holding_time_sampler.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim {

// When new requests come: from `starts` until before `ends`. What they began goes on.
struct RequestSpan {
  SimTime starts;
  SimTime ends = SimTime::never();
  bool operator==(const RequestSpan&) const = default;
};

class RunningPoolClient {
 public:
  struct Streams {
    RandomStream arrivals;
    RandomStream request_lengths;
    RandomStream upstream_errors;
  };

  RunningPoolClient(const PoolClient& spec, const RequestSpan& span, const Streams& streams);

  // Of a request, or of what happens to a connection.
  SimTime next_arrival() const {
    return events_.empty() || next_request_ < events_.next_time() ? next_request_ : events_.next_time();
  }

  // At the instant of next_arrival. What makes room goes before a new request.
  template <class Connector>
  void act(SimTime now, Connector&& host) {
    if (events_.empty() || events_.next_time() > now) {
      plan_request();
      serve(now, host.request(request_times_.sample(streams_.request_lengths), 0), host);
      return;
    }
    std::visit(overloaded{
                   [&](const RequestCut& cut) { host.try_again(now, cut.request); },
                   [&](const IdleCheckDue& due) { check_idle(now, due, host); },
                   [&](const RequestEnded& ended) { end_request(now, ended, host); },
                   [&](PoolChanged) { adapt(now, host); },
               },
               events_.pop());
  }

  // True: next_arrival is earlier than it was.
  template <class Connector>
  bool retry(SimTime now, const ClientRequest& request, Connector&& host) {
    const SimTime before = next_arrival();
    for (; spec_.flush_on_retry && !idle_.empty(); ++flushed_) close_idle_longest(now, host);
    serve(now, request, host);
    return next_arrival() < before;
  }

  // What is under way stays as it was drawn. True: the next request is another.
  bool draw_anew(const Streams& streams, SimTime now);

  // True: next_arrival is earlier than it was.
  bool connections_cut(SimTime now);

  // `move(path, port)` says where a port of that path is counted now.
  template <class Move>
  void ports_moved(Move move) {
    for (PooledConnection& pooled : connections_) {
      Connection& connection = pooled.connection;
      if (has_port(connection)) connection.port = move(connection.path, connection.port);
    }
  }

  // True: next_arrival is another from `now` on.
  bool change(const PoolClient& spec, const RequestSpan& span, SimTime now);

  std::int64_t open_connections() const {
    return static_cast<std::int64_t>(connections_.size() - unused_.size());
  }

 private:
  using Slot = std::uint32_t;  // of connections_

  struct PooledConnection {
    Connection connection;
    std::uint64_t serial = 0;   // of all that were opened; 0: the slot is unused
    ClientRequest request;      // under way, or the last
    std::int64_t requests = 0;  // with this one
    bool is_idle = false;
    SimTime idle_since{};
    SimTime idle_check = SimTime::never();  // when it is next looked at whether it was idle for too long
  };

  struct WaitingRequest {
    ClientRequest request;
    SimTime since;
  };

  // The connection was cut under this request.
  struct RequestCut {
    ClientRequest request;
  };
  // An idle connection may have to close now. Stale unless the connection is to be looked at now.
  struct IdleCheckDue {
    Slot slot;
    std::uint64_t serial;
  };
  struct RequestEnded {
    Slot slot;
    std::uint64_t serial;  // stale if the slot has another connection by now
  };
  // The pool has lost its connections, or has other limits.
  struct PoolChanged {};

  template <class Connector>
  void serve(SimTime now, const ClientRequest& request, Connector& host) {
    for (auto idle = idle_.rbegin(); idle != idle_.rend(); ++idle) {
      const Slot slot = *idle;
      if (!host.leads_to(connections_[slot].connection, request)) continue;
      idle_.erase(std::next(idle).base());
      reuse(now, slot, request, host);
      return;
    }
    if (has_room(now, host)) {
      open(now, request, host);
    } else {
      waiting_.push_back({request, now});
      tell(now, RequestStep::waits, request, host);
    }
  }

  template <class Connector>
  void reuse(SimTime now, Slot slot, const ClientRequest& request, Connector& host) {
    begin_request(slot, now, request);
    host.observer().requested({now, host.workload(), false, request.retries > 0});
  }

  // False: the connect fails, and the host tries the request again, or it is lost.
  template <class Connector>
  bool open(SimTime now, const ClientRequest& request, Connector& host) {
    if (flushed_ > 0) tell(now, RequestStep::misses_flushed, request, host);
    const Connection connection = host.connect_until_closed(now, request).connection;
    if (connection.port == no_port) return false;
    flushed_ = std::max<std::int64_t>(flushed_ - 1, 0);
    begin_request(add(connection), connection.established, request);
    return true;
  }

  template <class Connector>
  void tell(SimTime now, RequestStep step, const ClientRequest& request, Connector& host,
            Duration waited = Duration::zero()) {
    host.observer().progressed({now, host.workload(), step, waited, request.retries > 0});
  }

  template <class Connector>
  void end_request(SimTime now, const RequestEnded& ended, Connector& host) {
    if (connections_[ended.slot].serial != ended.serial) return;
    const ClientRequest& request = connections_[ended.slot].request;
    if (uniform_unit(streams_.upstream_errors) < spec_.upstream_errors.value()) {
      host.try_again(now, request);
    } else {
      tell(now, RequestStep::answered, request, host);
    }
    give_back(now, ended.slot, host);
  }

  template <class Connector>
  void give_back(SimTime now, Slot slot, Connector& host) {
    const PooledConnection& pooled = connections_[slot];
    const bool is_spent = is_worn_out(pooled, now) || is_over_limit();
    if (!is_spent && !waiting_.empty() && host.leads_to(pooled.connection, waiting_.front().request)) {
      const WaitingRequest next = next_waiting();
      reuse(now, slot, next.request, host);
      tell(now, RequestStep::gets_connection, next.request, host, now - next.since);
    } else if (!is_spent && waiting_.empty() && static_cast<std::int64_t>(idle_.size()) < spec_.keeps) {
      become_idle(now, slot);
    } else {
      close(now, slot, host);
    }
    serve_waiting(now, host);
  }

  // A connect that fails leaves its room to the next who waits (as in Go's net/http).
  template <class Connector>
  void serve_waiting(SimTime now, Connector& host) {
    while (!waiting_.empty() && has_room(now, host)) {
      const WaitingRequest next = next_waiting();
      const bool is_open = open(now, next.request, host);
      const RequestStep step = is_open ? RequestStep::gets_connection : RequestStep::gets_none;
      tell(now, step, next.request, host, now - next.since);
    }
  }

  template <class Connector>
  bool has_room(SimTime now, Connector& host) {
    if (!spec_.connection_limit) return true;
    if (open_connections() == *spec_.connection_limit && !idle_.empty()) close_idle_longest(now, host);
    return open_connections() < *spec_.connection_limit;
  }

  template <class Connector>
  void check_idle(SimTime now, const IdleCheckDue& due, Connector& host) {
    PooledConnection& pooled = connections_[due.slot];
    if (pooled.serial != due.serial || pooled.idle_check != now) return;
    pooled.idle_check = SimTime::never();
    if (!pooled.is_idle) return;
    if (idle_until(pooled) > now) {
      plan_idle_check(now, due.slot);
    } else {
      idle_.erase(std::find(idle_.begin(), idle_.end(), due.slot));
      close(now, due.slot, host);
    }
  }

  template <class Connector>
  void adapt(SimTime now, Connector& host) {
    while (!idle_.empty() && (static_cast<std::int64_t>(idle_.size()) > spec_.keeps || is_over_limit()))
      close_idle_longest(now, host);
    for (const Slot slot : idle_) plan_idle_check(now, slot);
    serve_waiting(now, host);
  }

  template <class Connector>
  void close_idle_longest(SimTime now, Connector& host) {
    const Slot slot = idle_.front();
    idle_.pop_front();
    close(now, slot, host);
  }

  template <class Connector>
  void close(SimTime now, Slot slot, Connector& host) {
    host.close(connections_[slot].connection, now);
    forget(slot);
  }

  void plan_request();
  Slot add(const Connection& connection);
  void forget(Slot slot);
  void begin_request(Slot slot, SimTime begins, const ClientRequest& request);
  void become_idle(SimTime now, Slot slot);
  void plan_idle_check(SimTime now, Slot slot);
  WaitingRequest next_waiting();
  SimTime idle_until(const PooledConnection& pooled) const;
  bool is_worn_out(const PooledConnection& pooled, SimTime now) const;
  bool is_over_limit() const;
  SimTime end_of_lifetime(const PooledConnection& pooled) const;

  PoolClient spec_;
  RequestSpan span_;
  Streams streams_;
  ArrivalTimes arrival_times_;
  HoldingTimeSampler request_times_;
  SimTime counts_from_;  // the arrival times
  SimTime next_request_;
  std::vector<PooledConnection> connections_;
  std::vector<Slot> unused_;
  std::deque<Slot> idle_;               // the one used last at the end
  std::deque<WaitingRequest> waiting_;  // only while none is idle
  // Connections that would be idle too, if retries had closed none; not more than may be idle.
  std::int64_t flushed_ = 0;
  std::uint64_t opened_ = 0;
  EventQueue<RequestCut, IdleCheckDue, RequestEnded, PoolChanged> events_;
};

}  // namespace portsim
