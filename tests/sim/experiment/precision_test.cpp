#include "sim/experiment/precision.hpp"

#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario precise_scenario(Precision precision) {
  Scenario scenario = scenario_of({.ports = 64, .time_wait = 60s, .duration = 20min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {11, 10s}), ExponentialHold{1s});
  scenario.replications = 4;
  scenario.precision = precision;
  return scenario;
}

}  // namespace

TEST_CASE("Half the width of an interval is taken as a part of the value", "[experiment]") {
  CHECK(relative_half_width({.mean = 0.1, .low = 0.09, .high = 0.12}).value() == Approx(0.15));
  CHECK(relative_half_width({.mean = 0.1, .low = 0.1, .high = 0.1}) == 0.0);
  CHECK_FALSE(relative_half_width({.mean = 0.1}));
  CHECK_FALSE(relative_half_width({.mean = 0, .low = 0, .high = 1e-5, .is_upper_bound = true}));
}

// Rounds of 4, 10, 15, 23, 35 ... replications (A. Law, section 9.4: half / estimate <= e / (1 + e)).
TEST_CASE("Replications are added by half until the interval is narrow enough", "[experiment]") {
  const Scenario scenario = precise_scenario({.relative = Probability{0.05}, .at_most = 1000});
  const Results results = run_experiment(scenario, {});
  CHECK_FALSE(results.is_interrupted);
  CHECK(relative_half_width(results.failure_fraction).value() <= 0.05 / 1.05);
  int n = 4;
  for (; n < results.replications; n = std::max(10, n + (n + 1) / 2)) {
    Scenario fewer = scenario;
    fewer.precision.reset();
    fewer.replications = n;
    CHECK_FALSE(is_precise(*scenario.precision, run_experiment(fewer, {})));
  }
  CHECK(n == results.replications);
}

TEST_CASE("The replications of a precise run are those of a run that states their number", "[experiment]") {
  const Scenario scenario = precise_scenario({.relative = Probability{0.1}});
  const Results results = run_experiment(scenario, {.threads = 2});
  Scenario stated = scenario;
  stated.precision.reset();
  stated.replications = results.replications;
  CHECK(run_experiment(stated, {.threads = 1}).fingerprint == results.fingerprint);
  CHECK(run_experiment(scenario, {.threads = 5}).fingerprint == results.fingerprint);
}

TEST_CASE("At most so many replications run, precise or not", "[experiment]") {
  const Scenario scenario = precise_scenario({.relative = Probability{0.0001}, .at_most = 12});
  CHECK(run_experiment(scenario, {}).replications == 12);
}

TEST_CASE("Where nothing is random the first replications are enough", "[experiment]") {
  Scenario scenario = precise_scenario({.relative = Probability{0.01}});
  scenario.workloads.front().client = open_client(ArrivalProcess::constant, {11, 10s});
  scenario.workloads.front().holds = ConstantHold{1s};
  CHECK(run_experiment(scenario, {}).replications == 4);
}
