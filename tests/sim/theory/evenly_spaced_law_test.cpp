// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

TEST_CASE("Evenly spaced attempts are counted exactly", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2003, {20, 1s}));
  // 36000 attempts: seven whole leases of 4800 with 824 failures each, and 2400 successes.
  CHECK(*theory.failure_fraction == Approx(7 * 824 / 36000.0).epsilon(1e-14));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK_THAT(theory.note, Contains("198.8 s") && Contains("17.17 %"));
}

TEST_CASE("Over whole leases evenly spaced attempts lose the long-run fraction", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});
  scenario.warm_up = 240s;
  scenario.duration = 1440s;
  CHECK(*closed_form(scenario).failure_fraction == Approx(1 - 3976.0 / 4800).epsilon(1e-14));
}

TEST_CASE("Evenly spaced attempts below the sustainable rate never fail", "[theory]") {
  CHECK(*closed_form(evenly_spaced(windows_2003, {16, 1s})).failure_fraction == 0);
  CHECK(*closed_form(evenly_spaced(windows_2000(), {16, 1s})).failure_fraction == 0);
}

TEST_CASE("The naive cursor fails every other lap of evenly spaced attempts", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2000(), {20, 1s}));
  // 36000 attempts: nine laps of 3976, four of them failing, and 216 attempts of another failing lap.
  CHECK(*theory.failure_fraction == Approx((4 * 3976 + 216) / 36000.0).epsilon(1e-14));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK_THAT(theory.note, Contains("cursor") && Contains("50 %") && Contains("17.17 %"));
}

TEST_CASE("A naive cursor that stays where it failed is as good as one that tries every port", "[theory]") {
  OneHost host = windows_2003;
  host.selection = SeqNaiveSpec{.failed_connect_advances_cursor = false};
  CHECK(*closed_form(evenly_spaced(host, {20, 1s})).failure_fraction == Approx(7 * 824 / 36000.0));
  CHECK(closed_form(poisson(host, {20, 1s})).model == "Erlang B");
  CHECK(closed_form(poisson(host, {20, 1s}, ExponentialHold{1s})).model != "evenly spaced attempts");
}

TEST_CASE("A client that starts late and ends early is counted while it is there", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 3, .time_wait = 500ms, .duration = 10s}, {10, 1s});
  scenario.workloads[0].starts = 1s;
  scenario.workloads[0].ends = 2s;
  // Ten attempts, five a lease.
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.4));
  CHECK(closed_form(scenario).offered_rate == Approx(1));  // over the run
  // Observed from the attempt at 1.4 s, the fifth: one failure, three successes and two failures.
  scenario.warm_up = 1400ms;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.5));
  scenario.warm_up = 5s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
}

TEST_CASE("Evenly spaced attempts with random holds have no pattern", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2003, {20, 1s}, ExponentialHold{1s}));
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.model.empty());
  CHECK_THAT(theory.note, Contains("pattern"));
  CHECK(theory.offered_load == Approx(20 * 241));
}

TEST_CASE("A naive cursor that meets live ports has no pattern", "[theory]") {
  // A lap takes 198.8 s.
  CHECK(closed_form(evenly_spaced(windows_2000(), {20, 1s}, ConstantHold{198800ms})).failure_fraction);
  CHECK_FALSE(closed_form(evenly_spaced(windows_2000(), {20, 1s}, ConstantHold{198801ms})).failure_fraction);
}
