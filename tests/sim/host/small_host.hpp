// Stands in for a host in tests of clients: ports without TIME_WAIT, and retries after a constant backoff. It
// notes what it is asked, and a CHECK fails when a client asks what makes no sense.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include <catch2/catch.hpp>

#include "models/workload/trace_row.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim::test {

class SmallHost {
 public:
  struct ConnectResult {
    Connection connection;
    bool is_tried_again = false;
  };
  struct Opened {
    SimTime when;
    SimTime established;
    SimTime closed;  // never: not yet
    ClientRequest request;
  };
  struct Observer {
    std::vector<SimTime>& begun;
    std::vector<CachedRequest> requests{};
    std::vector<RequestProgress> progress{};
    void requested(const CachedRequest& request) {
      requests.push_back(request);
      begun.push_back(request.when);
    }
    void progressed(const RequestProgress& step) { progress.push_back(step); }
  };

  struct Traits {
    Duration round_trip = 0s;
    std::int64_t ports = 1'000'000;
    std::uint32_t retries = 0;
    Duration backoff = 1s;
    bool has_a_destination_for_each_user = false;
  };

  explicit SmallHost(const Traits& given) : traits{given} {}
  SmallHost(const SmallHost&) = delete;
  SmallHost& operator=(const SmallHost&) = delete;

  Traits traits;
  SimTime now;
  std::vector<SimTime> asked;  // when each request came that is no retry
  std::vector<SimTime> begun;  // when each request got its connection, with retries
  std::vector<Opened> opened;  // by port
  std::vector<TraceRow> rows;  // of the requests, if they have one
  std::int64_t failed = 0;     // connects
  std::int64_t lost = 0;       // requests
  std::int64_t retried = 0;    // likewise, once for each retry
  std::int64_t open_most = 0;  // connections
  EventQueue<ClientRequest> pending_retries;

  std::uint32_t workload() const { return 0; }
  Observer& observer() { return observer_; }
  const std::vector<CachedRequest>& requests_on_open_connections() const { return observer_.requests; }
  std::vector<RequestProgress> all_that(RequestStep step) const {
    std::vector<RequestProgress> found;
    for (const RequestProgress& progress : observer_.progress)
      if (progress.step == step) found.push_back(progress);
    return found;
  }

  ClientRequest request(Duration length, std::uint32_t user) {
    asked.push_back(now);
    return {length, user, 0};
  }
  ClientRequest request(Duration length, const TraceRow& row) {
    rows.push_back(row);
    return request(length, 0);
  }

  ConnectResult connect(SimTime at, Duration hold, const ClientRequest& request) {
    CHECK(hold == request.length);
    const ConnectResult result = connect_until_closed(at, request);
    if (result.connection.port != no_port) {
      opened.back().closed = result.connection.established + hold;
      known_closes_.schedule(opened.back().closed, Closed{});
    }
    return result;
  }

  ConnectResult connect_until_closed(SimTime at, const ClientRequest& request) {
    CHECK(at == now);
    if (open_connections() >= traits.ports) {
      ++failed;
      return {{}, try_again(at, request)};
    }
    begun.push_back(at);
    opened.push_back({at, at + traits.round_trip, SimTime::never(), request});
    open_most = std::max(open_most, ++open_);
    return {{static_cast<PortOffset>(opened.size() - 1), 0, request.closer, at + traits.round_trip}, false};
  }

  void close(const Connection& connection, SimTime at) {
    CHECK(at == now);
    Opened& one = opened.at(connection.port);
    CHECK(one.closed == SimTime::never());
    CHECK(one.established == connection.established);
    one.closed = at;
    --open_;
  }

  bool try_again(SimTime at, const ClientRequest& request) {
    CHECK(at == now);
    if (request.retries >= traits.retries) {
      ++lost;
      return false;
    }
    ClientRequest again = request;
    ++again.retries;
    ++retried;
    pending_retries.schedule(at + traits.backoff, again);
    return true;
  }

  bool leads_to(const Connection& connection, const ClientRequest& request) const {
    return !traits.has_a_destination_for_each_user || opened.at(connection.port).request.user == request.user;
  }

  std::int64_t open_connections() {
    for (; !known_closes_.empty() && known_closes_.next_time() <= now; known_closes_.pop()) --open_;
    return open_;
  }

  // As when the adapter is restarted.
  void cut() {
    for (Opened& one : opened) one.closed = std::min(one.closed, now);
    known_closes_ = {};
    open_ = 0;
  }

 private:
  struct Closed {};

  Observer observer_{begun};
  std::int64_t open_ = 0;
  EventQueue<Closed> known_closes_;
};

// What happens before `until`, as the engine does it: retries first, and the client is asked for its next
// arrival only after it has acted, and when it says that it is another.
template <class Client>
class SmallRun {
 public:
  SmallRun(Client& client, SmallHost& host) : client_{client}, host_{host}, next_{client.next_arrival()} {}

  void run_until(SimTime until) {
    for (;;) {
      const bool has_retry = !host_.pending_retries.empty();
      const SimTime retry = has_retry ? host_.pending_retries.next_time() : SimTime::never();
      host_.now = std::min(retry, next_);
      if (host_.now >= until) break;
      if (has_retry && retry <= next_) {
        this->retry(std::get<ClientRequest>(host_.pending_retries.pop()));
      } else {
        client_.act(host_.now, host_);
        next_ = client_.next_arrival();
      }
    }
    host_.now = until;
  }

  void retry(const ClientRequest& request) { ask_again_if(client_.retry(host_.now, request, host_)); }

  void cut() {
    host_.cut();
    ask_again_if(client_.connections_cut(host_.now));
  }

  template <class... Given>
  void change(const Given&... given) {
    ask_again_if(client_.change(given...));
  }

 private:
  void ask_again_if(bool has_changed) {
    if (has_changed) next_ = client_.next_arrival();
    CHECK(next_ == client_.next_arrival());
  }

  Client& client_;
  SmallHost& host_;
  SimTime next_;
};

inline SimTime at(Duration since_start) {
  return SimTime{since_start};
}

inline std::vector<SimTime> at_all(const std::vector<Duration>& times) {
  std::vector<SimTime> instants;
  for (const Duration time : times) instants.push_back(SimTime{time});
  return instants;
}

// When connections were opened, and when closed.
inline std::vector<SimTime> opens_of(const SmallHost& host) {
  std::vector<SimTime> times;
  for (const auto& one : host.opened) times.push_back(one.when);
  return times;
}
inline std::vector<SimTime> closes_of(const SmallHost& host) {
  std::vector<SimTime> times;
  for (const auto& one : host.opened) times.push_back(one.closed);
  return times;
}

}  // namespace portsim::test
