// The parts of a running scenario that attempts share: what a host counts, a selection algorithm with its
// state, and a workload's way to its ports.
#pragma once

#include <cstdint>
#include <optional>

#include "models/ports/port_selector.hpp"
#include "models/random/random_stream.hpp"
#include "models/vocabulary/prefetch.hpp"
#include "models/workload/retry_delay.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/host_limits.hpp"
#include "sim/host/pool_plan.hpp"

namespace portsim {

// Where the host's timers stand when the run begins, as parts of the time between two of their instants.
struct HostPhases {
  double time_wait = 0;  // of the ticks at which TIME_WAIT may end
  double port_hash = 0;  // of the instants at which every destination gets another place in the range
};

struct RunningHost {
  std::optional<HalfOpenLimit> half_open;
  std::optional<TimeWaitCap> time_wait_cap;
  SimTime started;                                // before the run, where the host was up then
  SimTime last_time_wait_end = SimTime::never();  // after it no TIME_WAIT ends
  HostPhases phases;

  SimTime renewed;  // its secrets, before the run
  // The first tick behind an instant.
  SimTime tick_after(SimTime when, Duration between_ticks) const;
};

// `started`: when the host was switched on.
RunningHost make_running_host(const HostBehaviour&, SimTime started, const HostPhases& phases);

struct alignas(cache_line) RunningSelector {
  PortSelector selector;
  RandomStream random;
};
static_assert(sizeof(PortSelector) <= cache_line, "what is fetched ahead of it is one line");

// Whether all is known of a route that its connector would ask at each attempt (route_kind.hpp). Direct: it
// is plain, its pool is simple (port_pool.hpp), and the workload never tries again.
enum class RouteKind : std::uint8_t { any, plain, direct };

struct RunningWorkload {
  std::uint32_t index = 0;
  std::uint32_t sequence = 0;    // of events, to which it belongs
  std::uint32_t source = 0;      // of arrivals, that it is there
  const Route* route = nullptr;  // of the epoch
  RouteKind kind = RouteKind::any;
  SimTime ends{};  // after it the client does nothing more
  std::optional<RetrySpec> retry;
  RandomStream retry_delays;
  RandomStream destinations;
  RandomStream closes;
  std::uint32_t next_turn = 0;
  std::optional<RandomStream> destinations_ahead{};  // the same, some requests later (request_draws.hpp)
};

}  // namespace portsim
