// Workloads whose connections differ: several services by their shares, many destinations at once, and
// different sides that close. Each estimate has a 99.9 % interval at a fixed seed: for a fresh seed a check
// would fail by chance once in a thousand.
#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario poisson_scenario(const OneHost& host, Rate rate) {
  Scenario scenario = scenario_of(host);
  scenario.warm_up = 10 * host.time_wait;
  scenario.confidence = Probability{0.999};
  add_workload(scenario, open_client(ArrivalProcess::poisson, rate));
  return scenario;
}

}  // namespace

TEST_CASE("Destinations that each have the whole range fail by their own share of the load", "[experiment]") {
  // 1,000 ports, 60 s: 40 % of 100/s are 2,400 erlangs at the master, 15/s at each of four replicas 900.
  Scenario scenario = poisson_scenario(
      {.ports = 1000, .time_wait = 60s, .scope = PoolScope::destination, .services = 2, .duration = 2h},
      {100, 1s});
  scenario.services[1].count = 4;
  scenario.workloads[0].connects_to = {{0, Probability{0.4}}, {1, Probability{0.6}}};
  const Results results = run(scenario);
  REQUIRE(results.pools.size() == 5);
  CHECK(results.pools[0].destination == "service-0");
  CHECK(results.pools[4].destination == "service-1[4]");
  check_within(results.failure_fraction,
               0.4 * erlang_b(1000, OfferedLoad{40 * 60}) + 0.6 * erlang_b(1000, OfferedLoad{15 * 60}));
  CHECK(results.analytic.agrees == true);
}

TEST_CASE("Only the connections that the client closes cost TIME_WAIT", "[experiment]") {
  // E[H] = 1 s + 30 % of 60 s = 19 s: 50/s on 1,000 ports are 950 erlangs.
  Scenario scenario = poisson_scenario({.ports = 1000, .time_wait = 60s, .duration = 3h}, {50, 1s});
  scenario.workloads[0].holds = ConstantHold{1s};
  scenario.workloads[0].closes = {Probability{0.3}, Probability{0.5}, Probability{0.2}};
  const Results results = run(scenario);
  check_within(results.failure_fraction, erlang_b(1000, OfferedLoad{950}));
  CHECK(results.analytic.offered_load == Approx(950));
  CHECK(results.analytic.agrees == true);
}

TEST_CASE("Ports that others hold at the start are free afterwards", "[experiment]") {
  // 100 ports of which 60 are taken until 30 s, evenly spaced 2/s, TIME_WAIT longer than the run: 40 attempts
  // succeed by 19.5 s, those from 20 s to 29.5 s fail, and from 30 s on 60 more succeed.
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 1h, .duration = 65s});
  scenario.hosts[0].occupied = {.ports = 60, .until = 30s};
  add_workload(scenario, open_client(ArrivalProcess::constant, {2, 1s}));
  const Results results = run(scenario);
  CHECK(results.attempts == 130);
  CHECK(results.failures == 20 + 10);
  CHECK(results.first_failure.seconds->mean == 20);
  CHECK(results.pools[0].peak_in_use == 100);
}

TEST_CASE("A thousand destinations of one service are chosen equally often", "[experiment]") {
  // One port each and no hold: a connect fails where its destination was chosen within the last 10 s, rho =
  // 50/s * 10 s / 1,000 = 0.5 a destination, and B(1, 0.5) = 1/3.
  Scenario scenario = poisson_scenario(
      {.ports = 1, .time_wait = 10s, .scope = PoolScope::destination, .duration = 30min}, {50, 1s});
  scenario.services[0].count = 1000;
  const Results results = run(scenario);
  CHECK(results.pools.size() == 1000);
  check_within(results.failure_fraction, 1.0 / 3);
}
