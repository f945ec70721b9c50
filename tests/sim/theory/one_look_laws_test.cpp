// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

TEST_CASE("Poisson attempts under a naive cursor fail m of 1 + m in the long run", "[theory]") {
  // 200/s on 16384 ports with 120 s: m = 1 return. Laps succeed and fail in turn.
  const Duration lap = 81'920ms;
  Scenario scenario = poisson(
      {.ports = 16384, .time_wait = 120s, .selection = SeqNaiveSpec{}, .duration = 8 * lap}, {200, 1s});
  const AnalyticResult theory = closed_form(scenario);
  // Where the run ends within a Poisson number of attempts of the lap makes a difference of 1 in 1000.
  CHECK(*theory.failure_fraction == Approx(0.5).margin(1.5e-3));
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK_THAT(theory.note, Contains("50 %") && Contains("16,384"));
  CHECK_THAT(theory.note, Contains("a port once while"));
  scenario.duration = 7 * lap;
  CHECK(*closed_form(scenario).failure_fraction == Approx(3.0 / 7).margin(1.5e-3));
}

TEST_CASE("Over many laps a naive cursor loses its long-run fraction", "[theory]") {
  // m = 0.529795935186, by exact sums; the laps have forgotten their beginning.
  Scenario scenario =
      poisson({.ports = 20, .time_wait = 2s, .selection = SeqNaiveSpec{}, .duration = 2000s}, {10, 1s});
  scenario.warm_up = 1000s;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.346318043473).epsilon(1e-6));
}

TEST_CASE("A naive cursor under several destinations fails each by its share", "[theory]") {
  Scenario scenario = scenario_of(
      {.ports = 20, .time_wait = 2s, .selection = SeqNaiveSpec{}, .services = 2, .duration = 2000s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {9, 1s}), ConstantHold{}, 1);
  scenario.warm_up = 1000s;
  const double m = 0.529795935186;
  const double expected = 0.1 * (0.1 * m / (1 + 0.1 * m)) + 0.9 * (0.9 * m / (1 + 0.9 * m));
  CHECK(*closed_form(scenario).failure_fraction == Approx(expected).epsilon(1e-6));
}

TEST_CASE("A naive cursor with short holds keeps its law; with holds of a lap it passes over ports",
          "[theory]") {
  OneHost host{.ports = 1000, .time_wait = 60s, .selection = SeqNaiveSpec{}, .duration = 1h};
  const AnalyticResult brief = closed_form(poisson(host, {20, 1s}, ExponentialHold{100ms}));
  CHECK(brief.comparison == Comparison::within_interval);
  const AnalyticResult lasting = closed_form(poisson(host, {20, 1s}, ExponentialHold{60s}));
  CHECK(lasting.comparison == Comparison::none);
  CHECK_THAT(lasting.note, Contains("live") && Contains("approximation") && Contains("Erlang B"));
}

TEST_CASE("A cursor that passes over live ports fails by its returns within TIME_WAIT", "[theory]") {
  // 50 ports, 10/s, open for 1 s on average: a published approximation, and 0.148 +- 0.005 and 0.4999 +-
  // 0.002 by simulation.
  OneHost host{.ports = 50, .time_wait = 3s, .selection = SeqNaiveSpec{}, .duration = 1h};
  CHECK(*closed_form(poisson(host, {10, 1s}, ExponentialHold{1s})).failure_fraction ==
        Approx(0.145).margin(5e-4));
  host.time_wait = 6s;
  CHECK(*closed_form(poisson(host, {10, 1s}, ExponentialHold{1s})).failure_fraction ==
        Approx(0.4999).margin(2e-4));
}

TEST_CASE("A lease of hundreds of laps fails all but one attempt in as many", "[theory]") {
  // 2 ports, 1000/s; open for 1 s, 10 s in TIME_WAIT. Of 5500 attempts one succeeds, and its connection is
  // passed over 550 times, so the pace is 1100 ports a second: 550 laps.
  const OneHost host{.ports = 2, .time_wait = 10s, .selection = SeqNaiveSpec{}, .duration = 1h};
  const AnalyticResult theory = closed_form(poisson(host, {1000, 1s}, ExponentialHold{1s}));
  CHECK(*theory.failure_fraction == Approx(1 - 1 / (1 + 550.0 * 10)).epsilon(1e-6));
}

TEST_CASE("The closing-port defect in its deterministic form has the law of the naive cursor", "[theory]") {
  Scenario scenario =
      poisson({.ports = 20, .time_wait = 2s, .selection = SeqNaiveSpec{}, .duration = 2000s}, {10, 1s});
  scenario.warm_up = 1000s;
  scenario.hosts[0].behaviour.handed_out = ClosingStates::all();
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.346318043473).epsilon(1e-6));
  CHECK_THAT(closed_form(scenario).note, Contains("If every port were tried it would be Erlang B"));
}

TEST_CASE("Where nothing enters TIME_WAIT a naive cursor finds every port", "[theory]") {
  Scenario scenario =
      poisson({.ports = 100, .selection = SeqNaiveSpec{}, .duration = 1h}, {100, 1s}, ConstantHold{1s});
  scenario.workloads[0].closes = Closer::server;
  scenario.warm_up = 1min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0.07570045271086097));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("A cursor whose attempts come in turn has no closed form", "[theory]") {
  OneHost host{.ports = 100, .time_wait = 10s, .selection = SeqNaiveSpec{}, .duration = 1h};
  const AnalyticResult theory = closed_form(taking_turns(host, 2, ArrivalProcess::poisson, {30, 1s}));
  CHECK_FALSE(theory.failure_fraction);
  CHECK_THAT(theory.note, Contains("take turns"));
}

TEST_CASE("One random port fails rho of 1 + rho", "[theory]") {
  Scenario scenario =
      poisson({.ports = 100, .time_wait = 10s, .selection = RandomOnceSpec{}, .duration = 1h}, {8, 1s});
  CHECK(closed_form(scenario).comparison == Comparison::none);
  scenario.warm_up = 50s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.444444444444));
}
