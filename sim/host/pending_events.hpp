// The events of a run but new arrivals, which its simulation has in a queue of their own. At equal times what
// makes room comes first, then what an operator does, then new arrivals, then those who failed before: their
// timers began when a connect had failed already.
#pragma once

#include <cstdint>
#include <variant>

#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/duration.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/host/host_limits.hpp"

namespace portsim {

// What a client wants: its connect may fail and be tried again.
struct ClientRequest {
  Duration length = Duration::zero();
  std::uint32_t user = 0;
  std::uint32_t retries = 0;
  static constexpr std::uint32_t next_turn = ~std::uint32_t{0};
  std::uint32_t destination = 0;   // of the workload's route
  std::uint32_t turn = next_turn;  // which of its local addresses
  Closer closer = Closer::client;
};

// A connection closes and enters TIME_WAIT, where its host counts them. Stale if its four-tuple has another
// end by now.
struct TimeWaitEntered {
  TimeWaitEntry entry;
};
struct StepDue {  // of the timeline
  std::uint32_t step;
};
struct RetryDue {
  std::uint32_t workload;
  ClientRequest request;
};

using PendingEvents = EventQueue<TimeWaitEntered, StepDue, RetryDue>;

// never: there is none.
inline SimTime next_time_of(const PendingEvents& events) {
  return events.empty() ? SimTime::never() : events.next_time();
}

constexpr bool comes_after_arrivals(const PendingEvents::Event& event) {
  return std::holds_alternative<RetryDue>(event);
}

}  // namespace portsim
