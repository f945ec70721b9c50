// Until when a connection claims its port, from its lease and the host's timers.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/tcp/port_lease.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/running_host.hpp"

namespace portsim {

struct Claimant {
  const Route& route;
  const Path& path;
  const RunningHost& host;
  Closer closer;
};

inline PortLease lease_of(const Path& path, Closer closer, Duration hold) {
  return lease_of_connection(hold, path.round_trip, closer, path.time_wait.least, path.server_close);
}

// What it comes to on a plain route (route_kind.hpp).
inline PortLease plain_lease_of(const Path& path, Duration hold) {
  return lease_of_connection(hold, path.round_trip, Closer::client, path.time_wait.least);
}

// TIME_WAIT of this length begins at `closed`; when it ends.
inline SimTime end_of_time_wait(const TimeWaitLength& length, SimTime closed, const RunningHost& host) {
  const SimTime end = closed + length.least;
  return length.granularity > Duration::zero() ? host.tick_after(end, length.granularity) : end;
}

// What the system itself counts: TIME_WAIT at full length, and FIN_WAIT_2.
inline void count_time_wait(const Claimant& by, const PortLease& lease, SimTime closed, PortClaim& claim) {
  const bool is_client_s = by.closer == Closer::client;
  const bool waits = is_client_s ? by.path.server_close.comes() : by.closer == Closer::server;
  const SimTime from = closed + lease.fin_wait_2;
  const SimTime until = waits ? end_of_time_wait(by.route.time_wait, from, by.host) : from;
  claim.forgotten = is_client_s ? until : closed;
  if (is_client_s || by.path.is_served_here) claim.time_wait = {closed, until};
}

// The connection is closed, and its port no longer live, at `closed`: what claim_of() comes to on a plain
// route.
inline PortClaim plain_claim_of(const PortLease& lease, SimTime closed) {
  return {{closed, closed + lease.time_wait}, {closed, closed}};
}

// The connection is closed, and its port no longer live, at `closed`.
inline PortClaim claim_of(const Claimant& by, const PortLease& lease, SimTime closed) {
  const SimTime bound = by.route.closing_counts_as_free(by.closer) ? closed - lease.closing : closed;
  const SimTime from = closed + lease.fin_wait_2;
  const bool waits = by.closer == Closer::client && by.path.server_close.comes();
  SimTime clear = waits ? end_of_time_wait(by.path.time_wait, from, by.host) : from;
  if (clear > by.host.last_time_wait_end && lease.time_wait > Duration::zero()) clear = SimTime::never();
  PortClaim claim{{bound, clear}, {bound, by.route.time_wait_counts_as_closing ? clear : closed}};
  if (by.route.counts_time_wait) count_time_wait(by, lease, closed, claim);
  return claim;
}

// What an observer is told of it.
inline ConnectionTimes times_of(const Claimant& by, std::uint32_t workload, const Connection& connection,
                                const PortLease& lease, const PortClaim& claim) {
  const SimTime closed = connection.established - by.path.round_trip + lease.live;
  const SimTime from = closed + lease.fin_wait_2;
  const SimTime until = by.route.counts_time_wait ? claim.time_wait.until : claim.until.clear;
  return {.workload = workload,
          .path = connection.path,
          .port = connection.port,
          .closer = connection.closer,
          .established = connection.established,
          .closing = closed - lease.closing,
          .closed = closed,
          .time_wait = {from, std::max(from, until)}};
}

}  // namespace portsim
