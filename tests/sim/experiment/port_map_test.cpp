#include "sim/experiment/port_map.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// A connect at 0 s, 20 s and 40 s, each live for 4 s and then in TIME_WAIT for 10 s.
Scenario three_connects() {
  Scenario scenario = scenario_of({.ports = 3, .time_wait = 10s, .duration = 60s});
  scenario.replications = 1;
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 20s}), ConstantHold{4s});
  return scenario;
}

PortMap map_of(const Scenario& scenario) {
  const auto map = port_map(scenario, run_experiment(scenario, {.threads = 1}), nullptr);
  REQUIRE(map);
  return *map;
}

// How many ports are in the state at an instant.
std::int64_t count_at(const PortMap& map, Duration when, PortState state, std::size_t pool = 0) {
  const auto instant = static_cast<std::size_t>(when / map.spacing);
  const auto& ports = map.pools[pool].ports;
  return std::count_if(ports.begin(), ports.end(),
                       [&](const auto& states) { return states.at(instant) == state; });
}

}  // namespace

TEST_CASE("A port is free, live, in TIME_WAIT and free again", "[experiment][port-map]") {
  const PortMap map = map_of(three_connects());
  CHECK(map.spacing == 200ms);
  CHECK(map.instants == 301);
  REQUIRE(map.pools.size() == 1);
  REQUIRE(map.pools[0].ports.size() == 3);
  CHECK(count_at(map, 0s, PortState::free) == 3);  // before anything happens
  for (const Duration connect : {0s, 20s, 40s}) {
    CHECK(count_at(map, connect + 200ms, PortState::live) == 1);
    CHECK(count_at(map, connect + 3800ms, PortState::live) == 1);
    CHECK(count_at(map, connect + 4s, PortState::time_wait) == 1);
    CHECK(count_at(map, connect + 13800ms, PortState::time_wait) == 1);
    CHECK(count_at(map, connect + 14s, PortState::free) == 3);
  }
}

TEST_CASE("Ports that others hold are told from live ones", "[experiment][port-map]") {
  Scenario scenario = three_connects();
  scenario.hosts[0].occupied = {.ports = 2, .until = 30s};
  const PortMap map = map_of(scenario);
  CHECK(count_at(map, 0s, PortState::others) == 2);
  CHECK(map.pools[0].ports[0][0] == PortState::others);  // the lowest
  CHECK(map.pools[0].ports[2][0] == PortState::free);
  CHECK(count_at(map, 1s, PortState::live) == 1);
  CHECK(count_at(map, 29800ms, PortState::others) == 2);
  CHECK(count_at(map, 30s, PortState::others) == 0);
}

TEST_CASE("The fullest pools are mapped, and no more than eight", "[experiment][port-map]") {
  Scenario scenario = scenario_of({.ports = 4,
                                   .time_wait = 100s,
                                   .scope = PoolScope::destination,
                                   .time_wait_blocks = TimeWaitBlocks::four_tuple,
                                   .services = 10,
                                   .duration = 60s});
  scenario.replications = 1;
  for (ServiceIndex service = 0; service < 10; ++service)
    add_workload(scenario, open_client(ArrivalProcess::constant, {service == 7 ? 3 : 1, 60s}),
                 ConstantHold{0s}, service);
  const PortMap map = map_of(scenario);
  REQUIRE(map.pools.size() == 8);
  CHECK(map.pools[0].pool == 7);
  CHECK(count_at(map, 59s, PortState::time_wait, 0) == 3);
  CHECK(count_at(map, 59s, PortState::time_wait, 1) == 1);
}

TEST_CASE("A port map that is stopped is none", "[experiment][port-map]") {
  Scenario scenario = scenario_of({.ports = 1000, .time_wait = 1s, .duration = 1h});
  scenario.replications = 1;
  add_workload(scenario, open_client(ArrivalProcess::constant, {500, 1s}));
  const Results results = run_experiment(scenario, {.threads = 1});
  const std::atomic<bool> stop{true};
  CHECK_FALSE(port_map(scenario, results, &stop));
}
