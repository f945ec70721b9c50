#include "sim/live/live_connector.hpp"

#include <utility>

#include "sim/host/request_draws.hpp"
#include "sim/live/kernel.hpp"

namespace portsim {

ClientRequest LiveConnector::request(Duration length, std::uint32_t user) {
  ClientRequest request{.length = length, .user = user};
  if (live_.destinations.size() > 1)
    request.destination = drawn_destination(route_.groups, workload_.destinations);
  const auto only_closer = route_.closes.only();
  request.closer = only_closer ? *only_closer : route_.closes.draw(workload_.closes);
  return request;
}

ClientRequest LiveConnector::request(Duration length, const TraceRow& row) {
  return as_in_row(request(length), row, route_, workload_);
}

ConnectResult LiveConnector::connect(SimTime now, Duration hold, const ClientRequest& request) {
  const std::uint32_t turn = take_turn(request, route_, workload_);
  const LiveDestination& destination = live_.destinations[request.destination];
  const Duration slip = clock_now() - state_.start - now.since_start();
  auto connected = connect_to(destination.endpoint, live_.turns[turn]);
  LiveAttempt attempt{.due = now, .slip = slip, .workload = workload_.index, .is_retry = request.retries > 0};
  ConnectResult result;
  if (connected) {
    attempt.port = connected->port.number();
    attempt.is_to_itself = connected->is_to_itself;
    result.connection = open(std::move(*connected), now, hold, request);
    result.connection.path =
        turn * static_cast<std::uint32_t>(live_.destinations.size()) + request.destination;
  } else {
    attempt.error = connected.error().error;
    attempt.call = connected.error().call;
    result.is_tried_again = try_again(now, request);
  }
  state_.attempts.push_back(attempt);
  return result;
}

// The number of a connection stands where a simulated one has its port.
Connection LiveConnector::open(ConnectedSocket connected, SimTime now, Duration hold,
                               const ClientRequest& request) {
  const LiveDestination& destination = live_.destinations[request.destination];
  LiveConnection connection{.client = std::move(connected.socket),
                            .server = {},
                            .closer = request.closer,
                            .closes = now + hold,
                            .server_closes_after = destination.closes_after};
  if (!connected.is_to_itself && destination.listener) connection.server = accept_from(*destination.listener);
  const SimTime closes = connection.closes;
  const LiveConnectionIndex index = state_.connections.add(std::move(connection));
  if (hold < forever) state_.events.schedule(closes, CloseDue{index});
  return {.port = index, .closer = request.closer, .established = now};
}

void LiveConnector::keep_for(const Connection& connection, Duration hold) {
  if (has_port(connection)) state_.connections[connection.port].closes = connection.established + hold;
}

void LiveConnector::close(const Connection& connection, SimTime now) {
  if (has_port(connection)) close_live(state_, connection.port, now);
}

bool LiveConnector::try_again(SimTime now, const ClientRequest& request) {
  const auto again = next_try(request, workload_);
  if (again) state_.events.schedule(now + again->after, again->due);
  return again.has_value();
}

void close_live(LiveState& state, LiveConnectionIndex index, SimTime now) {
  if (!state.connections.close(index)) return;
  const Duration rest = state.connections[index].server_closes_after;
  if (rest < forever) state.events.schedule(now + rest, ServerCloseDue{index});
}

}  // namespace portsim
