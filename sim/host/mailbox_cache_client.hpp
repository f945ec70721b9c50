// A front end with a connection cached for each user, running: a request uses the user's connection, or opens
// one, or is refused by the connection limit (KB319502). Closes are written into the port's lease at each
// use; only the connection limit needs to see them happen.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"
#include "models/workload/arrival_times.hpp"
#include "models/workload/client_spec.hpp"
#include "models/workload/holding_time_sampler.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim {

class RunningMailboxCacheClient {
 public:
  RunningMailboxCacheClient(const MailboxCacheClient& spec, const HoldingTimeSpec& holds, SimTime starts,
                            RandomStream arrivals, RandomStream hold_lengths, RandomStream users)
      : spec_{spec},
        starts_{starts},
        arrival_times_{all_requests(spec)},
        arrivals_{arrivals},
        request_times_{holds},
        request_lengths_{hold_lengths},
        which_user_{users},
        connections_(static_cast<std::size_t>(spec.users)),
        may_outlast_use_{spec.expires == CacheExpiry::since_open} {}

  SimTime next_arrival() { return starts_ + arrival_times_.next(arrivals_); }

  template <class Connector>
  void act(SimTime now, Connector&& host) {
    const auto user = uniform_below(which_user_, static_cast<std::uint32_t>(spec_.users));
    serve(now, host.request(request_times_.sample(request_lengths_), user), host);
  }

  // By now the user may have a connection that another request opened.
  template <class Connector>
  bool retry(SimTime now, const ClientRequest& request, Connector&& host) {
    if (request.user < connections_.size()) serve(now, request, host);
    return false;
  }

  // True: the next arrival is another.
  bool draw_anew(RandomStream arrivals, RandomStream hold_lengths, RandomStream users, SimTime now) {
    arrivals_ = arrivals;
    request_lengths_ = hold_lengths;
    which_user_ = users;
    return arrival_times_.draw_anew(now - starts_);
  }

  bool connections_cut(SimTime now);

  // `move(path, port)` says where a port of that path is counted now.
  template <class Move>
  void ports_moved(Move move) {
    for (CachedConnection& cached : connections_) {
      Connection& connection = cached.connection;
      if (has_port(connection)) connection.port = move(connection.path, connection.port);
    }
  }

  // True: the arrivals are others from `now` on. Users beyond the new number leave; their ports are
  // held for as long as they would have been.
  bool change(const MailboxCacheClient& spec, const HoldingTimeSpec& holds, SimTime now);

 private:
  struct CachedConnection {
    SimTime opened;
    Connection connection;
    SimTime serves_until;  // a request before this uses it
    SimTime closes;        // not before its last request has ended
  };
  // The user's connection may close now; if it was used since, later.
  struct CloseDue {
    std::uint32_t user;
    SimTime opened;  // which of the user's connections: a newer one makes the event stale
  };
  // A connection that had expired, and whose user has opened another, has ended its last request.
  struct ReplacedConnectionClosed {};

  // The requests of N users with equal rates are one Poisson stream with N times the rate and a uniform user.
  static ArrivalSpec all_requests(const MailboxCacheClient& spec) {
    const Rate rate = spec.users * spec.request_rate;
    return {ArrivalProcess::poisson, {{std::nullopt, rate, rate}}};
  }

  // Where a connection expires when it closes there is never more than one a user: a limit of so many is
  // never reached, and nobody need see them close.
  bool counts_open() const {
    return spec_.connection_limit && (may_outlast_use_ || *spec_.connection_limit < spec_.users);
  }

  template <class Connector>
  void serve(SimTime now, const ClientRequest& request, Connector& host) {
    CachedConnection& cached = connections_[request.user];
    const bool is_retry = request.retries > 0;
    if (cached.serves_until > now) {
      use(cached, std::max(now, cached.connection.established) + request.length, host);
      host.observer().requested({now, host.workload(), false, is_retry});
    } else if (counts_open() && is_at_limit(now)) {
      host.observer().requested({now, host.workload(), true, is_retry});
    } else {
      open(now, request, host);
    }
  }

  template <class Connector>
  void open(SimTime now, const ClientRequest& request, Connector& host) {
    const Connection connection = host.connect(now, first_hold(request.length), request).connection;
    if (connection.port == no_port) return;
    const CachedConnection opened = new_connection(now, connection, request.length);
    if (counts_open()) count_open(request.user, now, opened);
    connections_[request.user] = opened;
  }

  template <class Connector>
  void use(CachedConnection& cached, SimTime request_ends, Connector& host) {
    const SimTime closes = std::max(cached.closes, last_needed(request_ends));
    if (closes == cached.closes) return;
    cached.closes = closes;
    if (spec_.expires == CacheExpiry::since_use) cached.serves_until = closes;
    host.keep_for(cached.connection, closes - cached.connection.established);
  }

  Duration first_hold(Duration length) const;
  CachedConnection new_connection(SimTime now, const Connection& connection, Duration length) const;
  SimTime last_needed(SimTime request_ends) const;
  bool is_at_limit(SimTime now);
  void count_all_open(SimTime now);
  void count_open(std::uint32_t user, SimTime now, const CachedConnection& opened);

  MailboxCacheClient spec_;
  SimTime starts_;
  ArrivalTimes arrival_times_;
  RandomStream arrivals_;
  HoldingTimeSampler request_times_;
  RandomStream request_lengths_;
  RandomStream which_user_;
  std::vector<CachedConnection> connections_;  // one a user
  bool may_outlast_use_;               // some, which expired since they were opened, end their last request
  std::int64_t open_connections_ = 0;  // where they are counted
  EventQueue<ReplacedConnectionClosed, CloseDue> closes_;
};

}  // namespace portsim
