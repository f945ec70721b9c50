// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

TEST_CASE("Poisson attempts on ports that are all tried lose Erlang B", "[theory]") {
  Scenario scenario = poisson({.ports = 64, .time_wait = 120s, .duration = 10h}, {1, 2s});
  scenario.warm_up = 20min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.model == "Erlang B");
  CHECK(*theory.failure_fraction == Approx(0.06036).margin(6e-6));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("Erlang B sees only the mean of the lease", "[theory]") {
  const HoldingTimeSpec holds = GENERATE(values<HoldingTimeSpec>(
      {ConstantHold{60s}, ExponentialHold{60s}, UniformHold{0s, 120s}, LognormalHold{60s, 2}}));
  Scenario scenario = poisson({.ports = 64, .time_wait = 60s, .duration = 10h}, {1, 2s}, holds);
  scenario.warm_up = 4h;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0.06036).margin(6e-6));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("Several clients with Poisson attempts are one in Erlang B", "[theory]") {
  Scenario scenario = poisson({.ports = 64, .time_wait = 120s, .duration = 10h}, {1, 4s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 4s}));
  scenario.warm_up = 20min;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.06036).margin(6e-6));
}

TEST_CASE("Each destination with its own four-tuples loses Erlang B of its own load", "[theory]") {
  // Loads 150, 100, 80 and 30 on 100 ports, by a pool for each or by TIME_WAIT that blocks one four-tuple.
  const PoolScope scope = GENERATE(PoolScope::host, PoolScope::destination);
  OneHost host{.ports = 100, .time_wait = 10s, .scope = scope, .services = 4, .duration = 1h};
  Scenario scenario = scenario_of(host);
  const std::int64_t rates[] = {15, 10, 8, 3};
  for (ServiceIndex service = 0; service < 4; ++service) {
    add_workload(scenario, open_client(ArrivalProcess::poisson, {rates[service], 1s}), ConstantHold{},
                 service);
  }
  scenario.warm_up = 10min;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.165820618903));
}

TEST_CASE("Where TIME_WAIT blocks the pool all destinations lose Erlang B of the total", "[theory]") {
  Scenario scenario = scenario_of({.ports = 100,
                                   .time_wait = 10s,
                                   .time_wait_blocks = TimeWaitBlocks::pool,
                                   .services = 2,
                                   .duration = 1h});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {30, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {6, 1s}), ConstantHold{}, 1);
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.723279428943));
}

TEST_CASE("Destinations that keep live ports from each other have no closed form", "[theory]") {
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 10s, .services = 2, .duration = 1h});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {9, 1s}), ConstantHold{1s}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {9, 1s}), ConstantHold{1s}, 1);
  scenario.warm_up = 10min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("no closed form"));
}

TEST_CASE("Erlang B is not compared with a run that begins with an empty pool", "[theory]") {
  Scenario scenario = poisson({.ports = 64, .time_wait = 120s, .duration = 10h}, {1, 2s});
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("empty pool"));
  scenario.warm_up = 110s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  scenario.warm_up = 120s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("The warm-up that a note asks for is long enough", "[theory]") {
  Scenario scenario =
      poisson({.ports = 64, .time_wait = 60s, .duration = 10h}, {1, 2s}, ExponentialHold{60s});
  // 30 ports of 60 are constant; the rest fill with e^(-t/60 s) to a tenth of sqrt(60): 60 (1 + ln 38.7) s.
  scenario.warm_up = 278s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  scenario.warm_up = 281s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Failures too rare to be seen need no warm-up to compare", "[theory]") {
  const AnalyticResult theory = closed_form(poisson(windows_2003, {10, 1s}));
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK(*theory.failure_fraction < 1e-100);
}

TEST_CASE("In overload a run is compared over whole waves of one lease", "[theory]") {
  Scenario scenario = poisson({.ports = 16384, .time_wait = 120s}, {178, 1s});
  scenario.warm_up = 120s;
  scenario.duration = 600s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  // While the waves last all ports are in use nearly all the time: 1 - R/a, a little less than Erlang B.
  CHECK(*closed_form(scenario).failure_fraction_min == Approx(1 - 16384.0 / (178 * 120)));
  CHECK(*closed_form(scenario).failure_fraction_min < *closed_form(scenario).failure_fraction);
  scenario.duration = 660s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("multiples of 120 s"));
  // Exponential holding times blur the waves within a few leases.
  scenario.hosts[0].behaviour.time_wait = 0s;
  scenario.workloads[0].holds = ExponentialHold{120s};
  scenario.warm_up = 20min;
  scenario.duration = 2111s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("A run that ends before the first port returns fails after as many attempts as there are ports",
          "[theory]") {
  // 4200 attempts expected on 3976 ports.
  Scenario scenario = poisson({.ports = 3976, .time_wait = 240s, .duration = 210s}, {20, 1s});
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.0533342716191594).epsilon(1e-9));
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  scenario.warm_up = 200s;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.925007263599104).epsilon(1e-9));
  // A connection that is never closed does not return its port either.
  scenario = poisson({.ports = 3976, .time_wait = 0s, .duration = 210s}, {20, 1s}, HoldForever{});
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.0533342716191594).epsilon(1e-9));
}

TEST_CASE("Skewed holding times leave the waves standing for long", "[theory]") {
  // Lognormal with a coefficient of variation of 3 looks wide, but nine holds of ten are within 7 s of 63.
  Scenario scenario = poisson({.ports = 3976, .time_wait = 60s}, {107, 1s}, LognormalHold{3s, 3});
  scenario.warm_up = 630s;
  scenario.duration = 1260s;  // whole leases, on average
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.comparison == Comparison::none);
  CHECK_FALSE(theory.failure_fraction_min);
  CHECK_THAT(theory.note, Contains("waves") && Contains("take long"));
  scenario.warm_up = 2h;
  scenario.duration = 2h + 1234s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Waves of uniform holding times fade with the sine of their width", "[theory]") {
  // A lap of 50 s, holds from 0 to 20 s: sin(0.4 pi) / (0.4 pi) = 0.757 a lap, so e^-4 after 14.3 laps.
  Scenario scenario = poisson({.ports = 3976, .time_wait = 40s}, {200, 1s}, UniformHold{0s, 20s});
  scenario.warm_up = 710s;
  scenario.duration = 1111s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  scenario.warm_up = 720s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("However blurred, an overload that began with an empty pool needs four leases", "[theory]") {
  // Holds from nothing to twice the mean: the slowest root of e^-z = 1 - z leaves e^-1.04 a lease.
  Scenario scenario = poisson({.ports = 1000, .time_wait = 0s}, {260, 1s}, UniformHold{0s, 10s});
  scenario.warm_up = 11s;
  scenario.duration = 100s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  scenario.warm_up = 21s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Over whole waves of nearly equal leases a pool of successes may be carried over", "[theory]") {
  // 65 s on average; 230/s in 3 laps.
  Scenario scenario = poisson({.ports = 3976, .time_wait = 60s}, {230, 1s}, UniformHold{0s, 10s});
  scenario.warm_up = 325s;
  scenario.duration = 520s;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK(*theory.failure_fraction_min == Approx(1 - 3976.0 / (230 * 65) - 3976.0 / (230 * 195)));
}

TEST_CASE("Leases of two lengths in step with each other keep their waves", "[theory]") {
  // 60 s and 120 s: each wave of the one meets every second of the other's, and the mean is 90 s.
  Scenario scenario = poisson({.ports = 3976, .time_wait = 0s}, {60, 1s}, ConstantHold{60s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {60, 1s}), ConstantHold{120s});
  scenario.warm_up = 900s;
  scenario.duration = 1000s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
}

TEST_CASE("A run without returns is told in words that fit one port", "[theory]") {
  const AnalyticResult one = closed_form(poisson({.ports = 1, .time_wait = 1h, .duration = 10min}, {1, 60s}));
  CHECK_THAT(one.note, Contains("all after the first fail"));
  const AnalyticResult many =
      closed_form(poisson({.ports = 3976, .time_wait = 240s, .duration = 210s}, {20, 1s}));
  CHECK_THAT(many.note, Contains("4,200 attempts") && Contains("first 3,976 fail"));
}

TEST_CASE("Wherever a search for a free port begins, it is Erlang B", "[theory]") {
  Scenario scenario =
      poisson({.ports = 64, .time_wait = 120s, .selection = RandomStartSpec{}, .duration = 10h}, {1, 2s});
  scenario.warm_up = 20min;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.06036).margin(6e-6));
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Without TIME_WAIT all destinations lose Erlang B of the total", "[theory]") {
  // 60 and 40 erlangs on 100 ports: a port is live towards one destination and so closed to the other.
  Scenario scenario = scenario_of({.ports = 100, .services = 2, .duration = 1h});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {60, 1s}), ConstantHold{1s}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {40, 1s}), ConstantHold{1s}, 1);
  scenario.warm_up = 1min;
  SECTION("because the server closes") {
    for (Workload& workload : scenario.workloads) workload.closes = Closer::server;
  }
  SECTION("because SO_REUSEADDR lifts it") {
    scenario.hosts[0].behaviour.reuseaddr_lifts_time_wait = true;
    for (Workload& workload : scenario.workloads) workload.socket.add(SocketOption::reuseaddr);
  }
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0.07570045271086097));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("A socket that binds first has a law towards one destination, or while ports are plenty",
          "[theory]") {
  Scenario scenario = scenario_of({.ports = 64, .time_wait = 120s, .services = 2, .duration = 10h});
  scenario.warm_up = 20min;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 2s})).bind.call = BindCall::any_port;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.06036).margin(6e-6));
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 2s}), ConstantHold{}, 1);
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("bound before"));
  for (Workload& workload : scenario.workloads)
    workload.client = open_client(ArrivalProcess::poisson, {1, 60s});
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Poisson attempts taken in turn get Erlang B for comparison only", "[theory]") {
  // 360 erlangs on four addresses of 100 ports.
  const OneHost host{.ports = 100, .time_wait = 10s, .duration = 1h};
  Scenario scenario = taking_turns(host, 4, ArrivalProcess::poisson, {36, 1s});
  scenario.warm_up = 10min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0.02696).margin(6e-6));
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("take turns"));
  CHECK(*theory.headroom.front().sustainable_rate == Approx(40));
  scenario.workloads[0].client = open_client(ArrivalProcess::poisson, {16, 1s});
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  // In one pool, where TIME_WAIT closes a port to all, the turns come together again.
  scenario = taking_turns(host, 4, ArrivalProcess::poisson, {8, 1s});
  scenario.hosts[0].behaviour.has_pool_per_address = false;
  scenario.hosts[0].behaviour.time_wait_blocks = TimeWaitBlocks::pool;
  scenario.warm_up = 10min;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.0039920286045531975));
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}
