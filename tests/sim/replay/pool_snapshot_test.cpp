// A pool's ports at one instant, counted by hand: a connection a second, open for 10 s and in TIME_WAIT for
// 60 s.
#include "sim/replay/pool_snapshot.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr Rate one_a_second{1, 1s};

}  // namespace

TEST_CASE("A snapshot of a pool counts what is live, what waits and what others hold", "[replay]") {
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 60s});
  scenario.hosts.front().occupied = {.ports = 7, .until = forever};
  add_workload(scenario, open_client(ArrivalProcess::constant, one_a_second), ConstantHold{10s});
  Replay replay{scenario, {}};
  // Of the connects at 0 s, …, 100 s, those from 91 s on are open, and those from 31 s to 90 s wait.
  replay.run_until(SimTime{100500ms});
  const PoolSnapshot snapshot = snapshot_of(replay, 0, SimTime{100500ms});
  CHECK(snapshot.name == "client");
  CHECK(snapshot.first == Port{1025});
  CHECK(snapshot.states.size() == 100);
  CHECK(snapshot.count(PortState::live) == 10);
  CHECK(snapshot.count(PortState::time_wait) == 60);
  CHECK(snapshot.count(PortState::others) == 7);
  CHECK(snapshot.count(PortState::free) == 23);
  CHECK(snapshot.states.front() == PortState::others);
}

TEST_CASE("Ports within the range that are not handed out are in the snapshot", "[replay]") {
  Scenario scenario = scenario_of({.ports = 20});
  scenario.hosts.front().behaviour.excluded = {{Port{1030}, Port{1031}}};
  scenario.hosts.front().behaviour.reserved = {{Port{1035}, Port{1035}}};
  add_workload(scenario, open_client(ArrivalProcess::constant, one_a_second));
  const PoolSnapshot snapshot = snapshot_of(Replay{scenario, {}}, 0, SimTime{});
  CHECK(snapshot.states.size() == 20);
  CHECK(snapshot.count(PortState::reserved) == 3);
  CHECK(snapshot.states[1030 - 1025] == PortState::reserved);
  CHECK(snapshot.states[1035 - 1025] == PortState::reserved);
  CHECK(snapshot.states[1034 - 1025] == PortState::free);
}

TEST_CASE("The busiest pool is the one with the most connections, and a host has only its own", "[replay]") {
  Scenario scenario =
      scenario_of({.ports = 100, .time_wait = 60s, .scope = PoolScope::destination, .services = 2});
  add_workload(scenario, open_client(ArrivalProcess::constant, one_a_second), ConstantHold{10s}, 0);
  add_workload(scenario, open_client(ArrivalProcess::constant, {2, 1s}), ConstantHold{10s}, 1);
  Replay replay{scenario, {}};
  const std::vector<PoolIndex> pools = pools_of(replay, 0);
  REQUIRE(pools == std::vector<PoolIndex>{0, 1});
  CHECK(busiest_pool(replay, 0, pools, SimTime{}) == 0);
  replay.run_until(SimTime{20s});
  CHECK(busiest_pool(replay, 0, pools, SimTime{20s}) == 1);
  CHECK(snapshot_of(replay, 1, SimTime{20s}).name == "client/service-1");
  CHECK(pools_of(replay, 1).empty());
}
