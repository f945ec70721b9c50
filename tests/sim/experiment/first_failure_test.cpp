// The first failure of the simulation against its law, at a fixed seed within 99.9 % intervals: two of them a
// check, so that a fresh seed fails by chance once in five hundred.
#include <catch2/catch.hpp>

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// 100 ports at 10/s: the first failure after 10.1 s on average, with a standard deviation of 1 s.
Scenario cold_start(Duration duration, const PortSelectionSpec& selection) {
  Scenario scenario =
      scenario_of({.ports = 100, .time_wait = 60s, .selection = selection, .duration = duration});
  scenario.replications = 400;
  scenario.confidence = Probability{0.999};
  add_workload(scenario, open_client(ArrivalProcess::poisson, {10, 1s}), ExponentialHold{100ms});
  return scenario;
}

}  // namespace

TEST_CASE("The median of the first failure, and the runs that have one, are those of the law",
          "[experiment]") {
  const Duration duration = GENERATE(9s, 10s, 11s, 2min);
  const PortSelectionSpec selection =
      GENERATE(values<PortSelectionSpec>({SeqSmartSpec{}, SeqNaiveSpec{}, RandomStartSpec{}}));
  DYNAMIC_SECTION(in_seconds(duration) << " s, selection " << selection.index()) {
    const Results results = run(cold_start(duration, selection));
    REQUIRE(results.analytic.first_failure);
    CHECK(results.analytic.first_failure->agrees == true);
    CHECK(results.first_failure.any_failure);
    CHECK(results.first_failure.quantile(0.5)->coverage.value() >= 0.999);
  }
}

TEST_CASE("Where nothing is random the first failure has no quantiles", "[experiment]") {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = 60s});
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  const FailureTime first = run(scenario).first_failure;
  CHECK(first.seconds->mean == 10);
  CHECK(first.quantiles.empty());
  CHECK_FALSE(first.any_failure);
}
