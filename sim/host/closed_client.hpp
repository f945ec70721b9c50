// A closed client running: each of its users thinks, connects, keeps the connection, closes it and thinks
// again, so there are never more connections than users. A request that is lost ends in thinking too; one
// that is tried again keeps its user waiting. How long a connection is kept is known when it opens, so its
// close is no event here.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "models/random/random_stream.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/workload/client_spec.hpp"
#include "models/workload/holding_time.hpp"
#include "models/workload/holding_time_sampler.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim {

class RunningClosedClient {
 public:
  struct Streams {
    RandomStream think_times;
    RandomStream hold_lengths;
  };

  RunningClosedClient(const ClosedClient& spec, const HoldingTimeSpec& holds, SimTime starts,
                      const Streams& streams);

  SimTime next_arrival() const { return requests_.empty() ? SimTime::never() : requests_.next_time(); }

  // At the instant of next_arrival.
  template <class Connector>
  void act(SimTime now, Connector&& host) {
    const auto due = std::get<RequestDue>(requests_.pop());
    if (due.user >= users_.size() || users_[due.user].turn != due.turn) return;
    connect(now, host.request(holds_.sample(hold_lengths_), due.user), host);
  }

  // True: next_arrival is earlier than it was. A user who left meanwhile, or came anew, does not retry.
  template <class Connector>
  bool retry(SimTime now, const ClientRequest& request, Connector&& host) {
    if (request.user >= users_.size() || users_[request.user].turn != awaits_retry) return false;
    const SimTime before = next_arrival();
    connect(now, request, host);
    return next_arrival() < before;
  }

  // An exponential time to think has no memory: what is left of it at `now` is drawn again. True: the next
  // arrival may be another.
  bool draw_anew(const Streams& streams, SimTime now);

  // Whose connection is cut thinks again from now. True: next_arrival is earlier than it was.
  bool connections_cut(SimTime now);

  template <class Move>
  void ports_moved(Move) {}

  // True: next_arrival is earlier than it was. Users who think go on to do so, users beyond the new number
  // leave, and their connections are held for as long as they would have been.
  bool change(const ClosedClient& spec, const HoldingTimeSpec& holds, SimTime now);

 private:
  static constexpr std::uint64_t awaits_retry = 0;

  struct User {
    std::uint64_t turn = awaits_retry;  // that begins with the next request
    SimTime connected_until{};
  };
  struct RequestDue {
    std::uint32_t user;
    std::uint64_t turn;  // stale if the user has another by now
  };

  template <class Connector>
  void connect(SimTime now, const ClientRequest& request, Connector& host) {
    User& user = users_[request.user];
    const auto [connection, is_tried_again] = host.connect(now, request.length, request);
    if (connection.port != no_port) {
      user.connected_until = connection.established + request.length;
      begin_turn(request.user, now, user.connected_until);
    } else if (is_tried_again) {
      user.turn = awaits_retry;
    } else {
      begin_turn(request.user, now, now);
    }
  }

  void set_users(std::int64_t count, SimTime now);
  void begin_turn(std::uint32_t user, SimTime now, SimTime thinks_from);
  void expect(std::uint32_t user, SimTime request);

  SimTime starts_;
  HoldingTimeSpec think_;
  bool think_has_memory_;
  HoldingTimeSampler think_times_;
  RandomStream thinking_;
  HoldingTimeSampler holds_;
  RandomStream hold_lengths_;
  std::vector<User> users_;
  std::uint64_t turns_ = awaits_retry;  // that have been given out
  EventQueue<RequestDue> requests_;
};

}  // namespace portsim
