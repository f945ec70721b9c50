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

TEST_CASE("A naive cursor with short holds keeps its law; with holds of a lap it has none", "[theory]") {
  OneHost host{.ports = 1000, .time_wait = 60s, .selection = SeqNaiveSpec{}, .duration = 1h};
  const AnalyticResult brief = closed_form(poisson(host, {20, 1s}, ExponentialHold{100ms}));
  CHECK(brief.comparison == Comparison::within_interval);
  const AnalyticResult lasting = closed_form(poisson(host, {20, 1s}, ExponentialHold{60s}));
  CHECK(lasting.comparison == Comparison::none);
  CHECK(lasting.model == "Erlang B");
  CHECK_THAT(lasting.note, Contains("live"));
}

TEST_CASE("One random port fails rho of 1 + rho", "[theory]") {
  Scenario scenario =
      poisson({.ports = 100, .time_wait = 10s, .selection = RandomOnceSpec{}, .duration = 1h}, {8, 1s});
  CHECK(closed_form(scenario).comparison == Comparison::none);
  scenario.warm_up = 50s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.444444444444));
}
