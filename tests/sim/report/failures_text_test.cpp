// When failures begin and whether they end, in words.
#include "sim/report/failures_text.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

// The last failure at 130 s of 30 min; a port is gone for 30.1 s.
Recovery recovery_of(int recovered, int runs) {
  return {{without_interval(130), runs, runs}, Duration{30'100ms}, recovered};
}

Scenario with_timeline() {
  Scenario scenario = sample_scenario();
  scenario.timeline.push_back({.at = 1min, .what = "set the rate"});
  return scenario;
}

QuantileEstimate quantile(double probability, std::optional<double> value, std::optional<double> low,
                          std::optional<double> high) {
  return {probability, value, low, high, 0.96};
}

}  // namespace

TEST_CASE("The quantiles of the first failure stand with their intervals", "[report]") {
  FailureTime first{without_interval(141.9), 50, 50};
  first.quantiles = {quantile(0.1, 137, 135, 138.5), quantile(0.5, 141.6, 140.2, 143),
                     quantile(0.9, 146, 145, 149)};
  CHECK(first_failure_quantiles_text(first, sample_scenario()) ==
        "10 % of the runs fail by 137.0 s (95 % interval 135.0 s to 138.5 s), half by 141.6 s (140.2 s to "
        "143.0 s), 90 % by 146.0 s (145.0 s to 149.0 s)");
  for (QuantileEstimate& estimate : first.quantiles) estimate.coverage.reset();  // too few replications
  CHECK(first_failure_quantiles_text(first, sample_scenario()).empty());
}

TEST_CASE("A quantile that some runs are too short for is told as far as it is known", "[report]") {
  FailureTime first{without_interval(1'700), 11, 20};
  first.quantiles = {quantile(0.5, 1'750, 1'600, std::nullopt)};
  CHECK(first_failure_quantiles_text(first, sample_scenario()) ==
        "half of the runs fail by 1,750 s (95 % interval 1,600 s to a time after the run)");
  first.quantiles = {quantile(0.5, std::nullopt, 1'600, std::nullopt)};
  CHECK(first_failure_quantiles_text(first, sample_scenario()) ==
        "half of the runs fail by a time after the run (95 % interval 1,600 s to a time after the run)");
  first.quantiles = {quantile(0.5, std::nullopt, std::nullopt, std::nullopt)};
  CHECK(first_failure_quantiles_text(first, sample_scenario()).empty());
}

TEST_CASE("How many runs have a failure is told where some have and others have not", "[report]") {
  FailureTime first{without_interval(1'700), 7, 20};
  first.any_failure = Estimate{0.35, 0.154, 0.592};
  CHECK(any_failure_text(first, sample_scenario()) ==
        "35.0 % of the runs have any failure (95 % interval 15.4 % to 59.2 %, n = 20 replications)");
  first.runs_with_failure = 20;
  CHECK(any_failure_text(first, sample_scenario()).empty());
}

TEST_CASE("A run recovers when it goes without a failure for longer than any port is gone", "[report]") {
  CHECK(
      recovery_text(recovery_of(1, 1), sample_scenario()) ==
      "last after 130.0 s (n = 1 replication: no interval): it recovers, as no connect fails in the 1,670 s "
      "that are left, and every port is back in 30.1 s");
  CHECK(recovery_text(recovery_of(1, 3), sample_scenario()) ==
        "last after 130.0 s (n = 3 replications: no interval): 1 of 3 replications recover, where none fails "
        "for "
        "30.1 s, in which every port is back");
}

TEST_CASE("That a run does not recover is told where it might have", "[report]") {
  CHECK(recovery_text(recovery_of(0, 1), with_timeline()) ==
        "last after 130.0 s (n = 1 replication: no interval): it does not recover by the end of the run");
  CHECK(recovery_text(recovery_of(0, 1), sample_scenario()).empty());
  CHECK(recovery_text({}, with_timeline()).empty());
}
