// What a workload's requests leave to chance or to turns, whether the host that serves them is simulated or a
// real kernel (sim/host/connector.hpp, sim/live/live_connector.hpp).
#pragma once

#include <optional>

#include "models/vocabulary/duration.hpp"
#include "models/workload/retry_delay.hpp"
#include "models/workload/trace_row.hpp"

#include "sim/host/destination_draw.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/running_host.hpp"

namespace portsim {

// A drawn request, with what the row of a trace states.
inline ClientRequest as_in_row(ClientRequest drawn, const TraceRow& row, const Route& route,
                               RunningWorkload& workload) {
  if (row.destination != TraceRow::any)
    drawn.destination = drawn_destination(route.groups[row.destination], workload.destinations);
  if (row.from != TraceRow::any) drawn.turn = row.from;
  if (row.closes) drawn.closer = *row.closes;
  return drawn;
}

// Local addresses are taken in turn.
inline std::uint32_t take_turn(const ClientRequest& request, const Route& route, RunningWorkload& workload) {
  if (request.turn != ClientRequest::next_turn) return request.turn;
  const std::uint32_t turn = workload.next_turn;
  workload.next_turn = turn + 1 == route.turns ? 0 : turn + 1;
  return turn;
}

// How many requests ahead their destinations are looked at: what the attempts will need of each is fetched
// from memory meanwhile, about as many lines at once as a processor can wait for.
constexpr std::uint32_t requests_ahead = 8;

// Where destinations are as many as to be forgotten by the cache, each with a pool of its own.
inline void look_ahead(RunningWorkload& workload) {
  constexpr std::uint32_t paths_remembered = 1000;
  const PathList& paths = workload.route->paths;
  workload.destinations_ahead.reset();
  if (paths.size() <= paths_remembered || paths.front().pool == paths[paths.size() - 1].pool) return;
  workload.destinations_ahead = workload.destinations;
  for (std::uint32_t n = 0; n < requests_ahead; ++n)
    drawn_destination(workload.route->groups, *workload.destinations_ahead);
}

// The path that the request so far ahead takes; unless a trace, or one that is tried again, changes the
// order.
inline std::uint32_t drawn_path_ahead(RunningWorkload& workload) {
  const Route& route = *workload.route;
  const std::uint32_t destination = drawn_destination(route.groups, *workload.destinations_ahead);
  if (route.turns == 1) return destination;
  return (workload.next_turn + requests_ahead) % route.turns * route.destinations + destination;
}

// A request that failed comes back after this, as the workload's retry policy says.
struct NextTry {
  Duration after;
  RetryDue due;
};

// Nothing: it is lost.
inline std::optional<NextTry> next_try(const ClientRequest& failed, RunningWorkload& workload) {
  const auto& retry = workload.retry;
  if (!retry || failed.retries >= retry->attempts) return std::nullopt;
  ClientRequest again = failed;
  ++again.retries;
  return NextTry{retry_delay(*retry, again.retries, workload.retry_delays), {workload.index, again}};
}

}  // namespace portsim
