// Failures that plain replications do not see, against Erlang B.
#include "sim/experiment/rare_failures.hpp"

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

#include "sim/experiment/precision.hpp"

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// One attempt a second, so that the offered load is the time for which each keeps its port.
Scenario loss_system(PortCount ports, Duration hold) {
  Scenario scenario = scenario_of({.ports = ports, .time_wait = hold, .duration = 2000s});
  scenario.warm_up = 10s;
  scenario.replications = 5;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  return scenario;
}

Scenario demanding(Scenario scenario, double fraction) {
  scenario.thresholds.push_back({.expression = "failure_fraction < what is demanded", .value = fraction});
  return scenario;
}

// What 10 % at 95 % takes without splitting.
double plain_attempts(PortCount ports, double erlangs, double blocking) {
  return design_effect(ports, OfferedLoad{erlangs}) * (1.96 / 0.1) * (1.96 / 0.1) / blocking;
}

// Each estimate has a standard error of 4.6 %, their mean one of 3.3 %: 10 % are missed once in 400 times.
void check_oracle(PortCount ports, Duration hold, double blocking, double part_of_plain) {
  double mean = 0;
  for (const std::uint64_t seed : {7, 8}) {
    Scenario scenario = demanding(loss_system(ports, hold), blocking);
    scenario.seed = seed;
    const Results results = run(scenario);
    REQUIRE(results.rare_failures);
    REQUIRE(results.rare_failures->failure_fraction);
    mean += results.rare_failures->failure_fraction->mean / 2;
    CHECK(*relative_half_width(*results.rare_failures->failure_fraction) < 0.1);
    const double plain = plain_attempts(ports, in_seconds(hold), blocking);
    CHECK(results.rare_failures->attempts < part_of_plain * plain);
  }
  CHECK(mean == Approx(blocking).epsilon(0.1));
}

}  // namespace

// The loads are where Erlang B has these values. With 20 ports at 1e-6 the gain is smaller: a known limit of
// levels in ports, as then many connections must come together for a failure that is not that rare.
TEST_CASE("One failure in a million costs a thousandth of plain replications on ten ports", "[experiment]") {
  check_oracle(10, 1294820742ns, 1e-6, 0.001);
}

TEST_CASE("One failure in a million costs a four-hundredth on twenty ports", "[experiment]") {
  check_oracle(20, 5471706957ns, 1e-6, 0.0025);
}

TEST_CASE("One failure in a billion costs less than a ten-thousandth", "[experiment]") {
  check_oracle(10, 605735552ns, 1e-9, 0.0001);
  check_oracle(20, 3512135709ns, 1e-9, 0.0001);
}

// The interval is about 8 % to each side; a threshold at half or twice the value is 8 standard errors away.
TEST_CASE("A threshold that replications leave open is judged by splitting", "[experiment]") {
  const Scenario scenario = loss_system(10, 1294820742ns);
  const ThresholdResult crossed = run(demanding(scenario, 0.5e-6)).thresholds.front();
  CHECK_FALSE(crossed.met);
  CHECK_FALSE(crossed.uncertain);
  const ThresholdResult met = run(demanding(scenario, 2e-6)).thresholds.front();
  CHECK(met.met);
  CHECK_FALSE(met.uncertain);
}

TEST_CASE("A precision that replications cannot reach is reached by splitting", "[experiment]") {
  Scenario scenario = loss_system(10, 1294820742ns);
  scenario.precision = Precision{.relative = Probability{0.2}, .at_most = 10};
  const Results results = run(scenario);
  REQUIRE(results.rare_failures);
  CHECK(is_precise(*scenario.precision, results));
  check_within(*results.rare_failures->failure_fraction, 1e-6);
}

TEST_CASE("Splitting tells workloads apart", "[experiment]") {
  Scenario scenario = loss_system(10, 1294820742ns);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 100s}));
  scenario.thresholds.push_back({.expression = "of one", .workload = 1, .value = 1e-6});
  const Results results = run(scenario);
  REQUIRE(results.rare_failures);
  // Poisson attempts of both see the same ports.
  const double blocking = erlang_b(10, OfferedLoad{1.294820742 * 1.01});
  CHECK(results.rare_failures->of_workloads[0]->mean == Approx(blocking).epsilon(0.3));
  CHECK(results.rare_failures->of_workloads[1]->mean == Approx(blocking).epsilon(0.3));
}

TEST_CASE("Nothing splits where replications tell enough, or nothing is random", "[experiment]") {
  const Scenario rare = loss_system(10, 1294820742ns);
  CHECK_FALSE(run(rare).rare_failures);                   // nothing is demanded
  CHECK_FALSE(run(demanding(rare, 0.01)).rare_failures);  // the bound of no failure is far below
  CHECK_FALSE(run(demanding(loss_system(10, 5s), 1e-6)).rare_failures);  // many fail
  Scenario even = scenario_of({.ports = 10, .time_wait = 5s});
  add_workload(even, open_client(ArrivalProcess::constant, {1, 1s}));
  CHECK_FALSE(run(demanding(even, 1e-6)).rare_failures);
}

TEST_CASE("A pool that is never filled has no estimate, and the threshold stays open", "[experiment]") {
  const Results results = run(demanding(loss_system(400, 600ms), 1e-9));
  REQUIRE(results.rare_failures);
  CHECK_FALSE(results.rare_failures->failure_fraction);
  CHECK(results.rare_failures->climbed_to > 5);
  CHECK(results.rare_failures->climbed_to < 400);
  CHECK(results.thresholds.front().met);
  CHECK(results.thresholds.front().uncertain);
}

TEST_CASE("What splitting finds does not depend on the threads", "[experiment]") {
  Scenario scenario = demanding(loss_system(10, 1800ms), 1e-5);
  scenario.precision = Precision{.relative = Probability{0.3}, .at_most = 5};
  const Results one = run_experiment(scenario, {.threads = 1});
  REQUIRE(one.rare_failures);
  for (const int threads : {2, 16}) {
    const Results several = run_experiment(scenario, {.threads = threads});
    CHECK(several.rare_failures->failure_fraction->mean == one.rare_failures->failure_fraction->mean);
    CHECK(several.rare_failures->attempts == one.rare_failures->attempts);
    CHECK(several.rare_failures->levels == one.rare_failures->levels);
  }
}
