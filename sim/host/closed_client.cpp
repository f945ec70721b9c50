#include "sim/host/closed_client.hpp"

#include <algorithm>

namespace portsim {
namespace {

// A turn that takes no time, as that of a user who does not think and finds no port, would be taken for ever
// at one instant. It takes about as long as a system needs to search all its ports in vain.
constexpr Duration shortest_turn = 1ms;

bool has_memory(const HoldingTimeSpec& think) {
  const auto* exponential = std::get_if<ExponentialHold>(&think);
  return exponential == nullptr || exponential->mean == Duration::zero();
}

}  // namespace

RunningClosedClient::RunningClosedClient(const ClosedClient& spec, const HoldingTimeSpec& holds,
                                         SimTime starts, const Streams& streams)
    : starts_{starts},
      think_{spec.think},
      think_has_memory_{has_memory(spec.think)},
      think_times_{spec.think},
      thinking_{streams.think_times},
      holds_{holds},
      hold_lengths_{streams.hold_lengths} {
  set_users(spec.users, starts);
}

// What is stale stays where it is: it happens as often as before.
bool RunningClosedClient::draw_anew(const Streams& streams, SimTime now) {
  thinking_ = streams.think_times;
  hold_lengths_ = streams.hold_lengths;
  if (think_has_memory_) return false;
  EventQueue<RequestDue> drawn;
  while (!requests_.empty()) {
    SimTime request = requests_.next_time();
    const auto due = std::get<RequestDue>(requests_.pop());
    if (due.user < users_.size() && users_[due.user].turn == due.turn)
      request = std::max({now, starts_, users_[due.user].connected_until}) + think_times_.sample(thinking_);
    drawn.schedule(request, due);
  }
  requests_ = std::move(drawn);
  return true;
}

bool RunningClosedClient::connections_cut(SimTime now) {
  const SimTime before = next_arrival();
  for (std::uint32_t user = 0; user < users_.size(); ++user) {
    if (users_[user].connected_until <= now) continue;
    users_[user].connected_until = now;
    begin_turn(user, now, now);
  }
  return next_arrival() < before;
}

bool RunningClosedClient::change(const ClosedClient& spec, const HoldingTimeSpec& holds, SimTime now) {
  const SimTime before = next_arrival();
  // Who thinks already goes on with a time of the old kind.
  think_has_memory_ = think_has_memory_ || !(think_ == spec.think);
  think_ = spec.think;
  think_times_ = HoldingTimeSampler{spec.think};
  holds_ = HoldingTimeSampler{holds};
  set_users(spec.users, now);
  return next_arrival() < before;
}

void RunningClosedClient::set_users(std::int64_t count, SimTime now) {
  auto user = static_cast<std::uint32_t>(users_.size());
  users_.resize(static_cast<std::size_t>(count));
  const SimTime begin = std::max(now, starts_);
  for (; user < users_.size(); ++user) expect(user, begin + think_times_.sample(thinking_));
}

void RunningClosedClient::begin_turn(std::uint32_t user, SimTime now, SimTime thinks_from) {
  const SimTime ready = thinks_from + think_times_.sample(thinking_);
  expect(user, ready > now ? ready : now + shortest_turn);
}

void RunningClosedClient::expect(std::uint32_t user, SimTime request) {
  users_[user].turn = ++turns_;
  requests_.schedule(request, RequestDue{user, turns_});
}

}  // namespace portsim
