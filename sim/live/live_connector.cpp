#include "sim/live/live_connector.hpp"

#include <utility>

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
  ClientRequest drawn = request(length);
  if (row.destination != TraceRow::any)
    drawn.destination = drawn_destination(route_.groups[row.destination], workload_.destinations);
  if (row.from != TraceRow::any) drawn.turn = row.from;
  if (row.closes) drawn.closer = *row.closes;
  return drawn;
}

ConnectResult LiveConnector::connect(SimTime now, Duration hold, const ClientRequest& request) {
  const std::uint32_t turn = take_turn(request);
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
  const auto& retry = workload_.retry;
  if (!retry || request.retries >= retry->attempts) return false;
  ClientRequest again = request;
  ++again.retries;
  const Duration delay = retry_delay(*retry, again.retries, workload_.retry_delays);
  state_.events.schedule(now + delay, RetryDue{workload_.index, again});
  return true;
}

std::uint32_t LiveConnector::take_turn(const ClientRequest& request) {
  if (request.turn != ClientRequest::next_turn) return request.turn;
  const std::uint32_t turn = workload_.next_turn;
  workload_.next_turn = turn + 1 == live_.turns.size() ? 0 : turn + 1;
  return turn;
}

void close_live(LiveState& state, LiveConnectionIndex index, SimTime now) {
  if (!state.connections.close(index)) return;
  const Duration rest = state.connections[index].server_closes_after;
  if (rest < forever) state.events.schedule(now + rest, ServerCloseDue{index});
}

}  // namespace portsim
