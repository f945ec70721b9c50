#include "sim/experiment/experiment.hpp"

#include <atomic>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario busy_scenario() {
  Scenario scenario = scenario_of({.ports = 64, .time_wait = 60s, .duration = 20min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {11, 10s}), ExponentialHold{1s});
  return scenario;
}

}  // namespace

TEST_CASE("The result does not depend on the number of threads", "[experiment]") {
  const Scenario scenario = busy_scenario();
  const Results one = run_experiment(scenario, {.threads = 1});
  const int threads = GENERATE(2, 16);
  const Results several = run_experiment(scenario, {.threads = threads});
  CHECK(several.fingerprint == one.fingerprint);
  CHECK(several.failure_fraction.mean == one.failure_fraction.mean);
  CHECK(several.failure_fraction.high == one.failure_fraction.high);
  CHECK(several.pools.front().mean_in_use == one.pools.front().mean_in_use);
}

TEST_CASE("Another seed gives other records", "[experiment]") {
  Scenario scenario = busy_scenario();
  const Results original = run_experiment(scenario, {});
  scenario.seed = 2;
  CHECK(run_experiment(scenario, {}).fingerprint != original.fingerprint);
}

TEST_CASE("A stopped experiment gives the replications that finished, counted from the first",
          "[experiment]") {
  std::atomic<bool> stop = false;
  ExperimentOptions options{.threads = 1, .stop = &stop};
  options.progress = [&](const Progress& progress) { stop = progress.finished == 3; };
  const Results results = run_experiment(busy_scenario(), options);
  CHECK(results.replications == 3);

  Scenario three = busy_scenario();
  three.replications = 3;
  CHECK(results.fingerprint == run_experiment(three, {}).fingerprint);
}

TEST_CASE("An experiment stops within a burst", "[experiment]") {
  Scenario scenario = scenario_of({.ports = 64, .time_wait = 60s, .duration = 1min});
  add_workload(scenario, open_client(ArrivalProcess::bursts, {100'000'000, 1min}));
  scenario.replications = 1;
  std::atomic<bool> stop = false;
  ExperimentOptions options{.threads = 1, .stop = &stop};
  options.progress = [&](const Progress&) { stop = true; };
  CHECK(run_experiment(scenario, options).replications == 0);
}

TEST_CASE("An experiment stopped before it began has no replication and no estimate", "[experiment]") {
  const std::atomic<bool> stop = true;
  const Results results = run_experiment(busy_scenario(), {.stop = &stop});
  CHECK(results.replications == 0);
  CHECK(results.attempts == 0);
  CHECK_FALSE(results.failure_fraction.high.has_value());
}

TEST_CASE("Progress grows from nothing to everything", "[experiment]") {
  std::vector<double> fractions;
  ExperimentOptions options{.threads = 2};
  options.progress = [&](const Progress& progress) { fractions.push_back(progress.fraction); };
  run_experiment(busy_scenario(), options);
  REQUIRE_FALSE(fractions.empty());
  for (std::size_t n = 1; n < fractions.size(); ++n) CHECK(fractions[n] >= fractions[n - 1]);
  CHECK(fractions.back() == Approx(1));
}

TEST_CASE("One workload's mean occupancy is its carried load", "[experiment]") {
  // Little's law without losses: 1/s for 60 s + 1 s each is 61 ports, 60 of them in TIME_WAIT; exactly, since
  // attempts are evenly spaced and the observed span is whole leases.
  Scenario scenario = scenario_of({.ports = 100, .time_wait = 60s, .duration = 20min + 61s});
  scenario.warm_up = 61s;
  scenario.replications = 1;
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{1s});
  const PoolResult pool = run_experiment(scenario, {}).pools.front();
  CHECK(pool.mean_in_use == Approx(61).epsilon(1e-12));
  CHECK(pool.mean_time_wait == Approx(60).epsilon(1e-12));
  CHECK(pool.peak_in_use == 61);
}
