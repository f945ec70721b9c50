// What is known of a workload's route before a connector serves it, so that the loop over its attempts need
// not ask each time; what more a direct one has is known as the loop begins. A kind changes nothing of what
// happens: the code is the same for all, and on a plain route the compiler knows the answers to its
// questions.
#pragma once

#include <cstdint>

#include "sim/engine/sim_time.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/running_host.hpp"

namespace portsim {

// Plain, as most routes are: one path, to where a server answers, without bind(); the client always closes,
// the server at once after it; TIME_WAIT has a fixed length; and the host neither counts nor limits anything.
inline RouteKind kind_of(const Route& route, const RunningHost& host) {
  const Path& path = route.paths.front();
  const bool has_one_way =
      route.paths.size() == 1 && route.destinations == 1 && !path.is_refused && !route.draws_at_bind;
  const bool closes_alike = route.closes.only() == Closer::client && path.server_close.comes() &&
                            path.server_close.after == Duration::zero() &&
                            !route.closing_counts_as_free(Closer::client) &&
                            !route.time_wait_counts_as_closing;
  const bool waits_alike = path.time_wait.granularity == Duration::zero() &&
                           host.last_time_wait_end == SimTime::never() && !route.counts_time_wait;
  const bool is_without_rules = route.rules == SocketRules{} && !host.half_open && !host.time_wait_cap;
  return has_one_way && closes_alike && waits_alike && is_without_rules ? RouteKind::plain : RouteKind::any;
}

}  // namespace portsim
