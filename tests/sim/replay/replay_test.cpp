// A replay is the replication of the prediction, and its tables say of every port what the pools say.
#include "sim/replay/replay.hpp"

#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/sim/host/any_scenario.hpp"
#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

struct Attempts : ReplayListener {
  std::vector<Attempt> made;
  void attempted(const Attempt& attempt) override { made.push_back(attempt); }
};

std::vector<Attempt> replayed_attempts(const Scenario& scenario, const RunId& id) {
  Attempts attempts;
  Replay replay{scenario, id, &attempts};
  replay.run_until(SimTime{scenario.duration});
  return attempts.made;
}

struct PortsByState {
  std::set<std::pair<HostIndex, Port>> live;
  std::set<std::pair<HostIndex, Port>> in_time_wait;  // and not live
  bool operator==(const PortsByState&) const = default;
};

PortsByState by_pools(const Replay& replay, SimTime now) {
  PortsByState ports;
  for (PoolIndex n = 0; n < replay.plan().pools.size(); ++n) {
    const PlannedPool& pool = replay.plan().pools[n];
    for (PortOffset offset = 0; offset < pool.shape.ports; ++offset) {
      const HeldUntil held = replay.pool(n).held_until(offset);
      if (pool.is_reserved(offset) || held.clear <= now) continue;
      auto& of_state = held.bound > now ? ports.live : ports.in_time_wait;
      of_state.emplace(pool.host, pool.ports().at(offset));
    }
  }
  return ports;
}

PortsByState by_sockets(const Scenario& scenario, const Replay& replay, SimTime now) {
  PortsByState ports;
  for (HostIndex host = 0; host < scenario.hosts.size(); ++host) {
    for (const Socket& socket : replay.sockets_of(host, now)) {
      const bool waits = socket.state == TcpState::time_wait;
      (waits ? ports.in_time_wait : ports.live).emplace(host, socket.local.port);
    }
  }
  for (const auto& port : ports.live) ports.in_time_wait.erase(port);
  return ports;
}

}  // namespace

TEST_CASE("A replay makes the attempts of the replication", "[replay]") {
  CHECK(rc::check("with the same ports, at the same instants", [] {
    const Scenario scenario = any_scenario();
    const RunId id{.seed = *rc::gen::inRange<std::uint64_t>(1, 1000)};
    RC_ASSERT(replayed_attempts(scenario, id) == record(scenario, id).attempts);
  }));
}

TEST_CASE("At every instant the sockets of a replay hold the ports that the pools say are held", "[replay]") {
  Scenario scenario =
      scenario_of({.ports = 50, .time_wait = 20s, .services = 2, .round_trip = 300ms, .duration = 3min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {2, 1s}), ExponentialHold{2s});
  Workload& other =
      add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{3s}, 1);
  other.closes = CloserMix{Probability{0.4}, Probability{0.4}, Probability{0.2}};
  scenario.hosts.front().occupied = {.ports = 7, .until = 70s};
  Replay replay{scenario, {}};
  bool was_full = false;
  for (Duration at = 0s; at < scenario.duration; at += 1700ms) {
    const SimTime now{at};
    replay.run_until(now);
    const PortsByState expected = by_pools(replay, now);
    REQUIRE(by_sockets(scenario, replay, now) == expected);
    was_full |= expected.live.size() + expected.in_time_wait.size() == 50;
  }
  CHECK(was_full);
}

TEST_CASE("A connection goes through the states of RFC 9293, as its round trips and its closer say",
          "[replay]") {
  const SimTime opened{10s};
  ConnectionTimes times{.closer = Closer::client,
                        .established = opened + 1s,
                        .closing = opened + 5s,
                        .closed = opened + 6s,
                        .time_wait = {opened + 8s, opened + 68s}};
  const auto client_after = [&](Duration since) { return client_state(times, opened + since); };
  const auto server_after = [&](Duration since) { return server_state(times, opened + since); };
  SECTION("the client closes first") {
    CHECK(client_after(0s) == TcpState::syn_sent);
    CHECK(server_after(0s) == TcpState::syn_received);
    CHECK(client_after(1s) == TcpState::established);
    CHECK(server_after(1s) == TcpState::established);
    CHECK(client_after(5s) == TcpState::fin_wait_1);
    CHECK(server_after(5s) == TcpState::close_wait);
    CHECK(client_after(6s) == TcpState::fin_wait_2);
    CHECK(server_after(6s) == TcpState::close_wait);
    CHECK(client_after(8s) == TcpState::time_wait);
    CHECK(server_after(8s) == std::nullopt);
    CHECK(client_after(68s) == std::nullopt);
    CHECK(end_of(times) == opened + 68s);
  }
  SECTION("the server closes first") {
    times.closer = Closer::server;
    times.time_wait.from = times.closed;
    CHECK(client_after(5s) == TcpState::last_ack);
    CHECK(server_after(5s) == TcpState::fin_wait_1);
    CHECK(client_after(6s) == std::nullopt);
    CHECK(server_after(6s) == TcpState::time_wait);
    CHECK(server_after(68s) == std::nullopt);
    CHECK(end_of(times) == opened + 6s);
  }
  SECTION("the client aborts") {
    times.closer = Closer::abort;
    times.closing = times.closed = opened + 5s;
    CHECK(client_after(4999ms) == TcpState::established);
    CHECK(client_after(5s) == std::nullopt);
    CHECK(server_after(5s) == std::nullopt);
  }
}

TEST_CASE("Restarting the adapter leaves no socket but those that listen", "[replay]") {
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 60s, .duration = 2min});
  scenario.hosts.front().listening = {{Ipv4Address{0, 0, 0, 0}, Port{8080}}};
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{1s});
  scenario.timeline.push_back({.at = 30500ms,
                               .what = "restart the adapter of client",
                               .cuts = 0,
                               .hosts = scenario.hosts,
                               .workloads = scenario.workloads});
  Replay replay{scenario, {}};
  replay.run_until(SimTime{30400ms});
  CHECK(replay.sockets_of(0, SimTime{30400ms}).size() == 32);  // connects at 0 s, …, 30 s, and what listens
  replay.run_until(SimTime{30600ms});
  CHECK(replay.sockets_of(0, SimTime{30600ms}) ==
        std::vector<Socket>{{.local = {Ipv4Address{0, 0, 0, 0}, Port{8080}}}});
}

TEST_CASE("Both ends of a connection within the host are listed, and TIME_WAIT at the end that closed",
          "[replay]") {
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 60s, .duration = 2min});
  scenario.hosts.front().behaviour.bound_ports = BoundPorts::closed_until_binder_left;
  scenario.services.front().endpoint = {Ipv4Address{127, 0, 0, 1}, Port{8080}};
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 60s}), ConstantHold{10s});
  Replay replay{scenario, {}};
  const auto sockets_at = [&](Duration at) {
    replay.run_until(SimTime{at});
    return replay.sockets_of(0, SimTime{at});
  };
  const std::vector<Socket> open = sockets_at(5s);
  REQUIRE(open.size() == 2);
  CHECK(open[0].state == TcpState::established);
  CHECK(open[0].workload == 0);
  CHECK(open[0].remote == scenario.services.front().endpoint);
  CHECK(open[1].local == *open[0].remote);
  CHECK(open[1].remote == open[0].local);
  CHECK_FALSE(open[1].workload);
  const std::vector<Socket> closed = sockets_at(15s);
  REQUIRE(closed.size() == 1);
  CHECK(closed[0].state == TcpState::time_wait);
  CHECK(closed[0].local == open[0].local);
}
