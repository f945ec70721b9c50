// The loops in which a run spends its time: one client acts again and again, for as long as nothing else
// happens in between. All that a loop calls is to be one function, in registers. Each returns when the client
// acts next.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/engine/sim_time.hpp"
#include "sim/host/open_client.hpp"
#include "sim/host/pending_events.hpp"

namespace portsim {

struct Stretch {
  const PendingEvents& pending;  // the client acts now, and before the next of these
  SimTime pause;                 // and before that
  std::int64_t actions;          // and how often at most; then how many of them are left
};

template <class Client, class Connector>
[[gnu::flatten]] SimTime act_until(Stretch& stretch, Client& client, Connector connector) {
  SimTime now = stretch.pending.now();
  std::int64_t left = stretch.actions;
  do {
    client.act(now, connector);
    now = client.next_arrival();
  } while (now < stretch.pause && now < next_time_of(stretch.pending) && --left >= 0);
  stretch.actions = left;
  return now;
}

// The same with what the client is while it is steady. No event is scheduled meanwhile: it never tries again.
template <class Connector>
[[gnu::flatten]] SimTime act_steadily(Stretch& stretch, RunningOpenClient& client,
                                      RunningOpenClient::Steady steady, Connector connector) {
  SimTime now = stretch.pending.now();
  std::int64_t left = stretch.actions;
  const SimTime pause = std::min({stretch.pause, next_time_of(stretch.pending), steady.until()});
  do {
    steady.act(now, connector);
    now = steady.next_arrival();
  } while (now < pause && --left >= 0);
  stretch.actions = left;
  return client.next_arrival_after(steady);
}

}  // namespace portsim
