// How many ports are looked at for one connect, as theory says and as runs find. Each run counts 200,000
// attempts or more at a fixed seed; between seeds the mean varies by less than a third of what is allowed
// here.
#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Results run_of(const PortSelectionSpec& selection, double erlangs, HoldingTimeSpec holds) {
  Scenario scenario = scenario_of({.ports = 1000, .time_wait = 0s, .selection = selection, .duration = 120s});
  scenario.warm_up = 20s;
  scenario.replications = 4;
  const auto rate = static_cast<std::int64_t>(erlangs);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {rate, 1s}), holds);
  return run_experiment(scenario, {});
}

}  // namespace

TEST_CASE("Random picks look at as many ports as theory says", "[experiment][probes]") {
  for (const double erlangs : {500.0, 900.0}) {
    const Results results = run_of(RandomPickSpec{}, erlangs, ConstantHold{1s});
    REQUIRE(results.analytic.probes_mean);
    CHECK(results.workloads[0].probes_mean == Approx(*results.analytic.probes_mean).epsilon(0.03));
  }
}

TEST_CASE("A cursor looks at one port where leases are equal, and at more where they differ",
          "[experiment][probes]") {
  const Results equal = run_of(SeqSmartSpec{}, 500, ConstantHold{1s});
  CHECK(equal.analytic.probes_mean == 1);
  CHECK(equal.workloads[0].probes_mean == 1);
  // x = (1 - e^-x)/0.8, and 1/(1 - e^-x) looks.
  const Results differing = run_of(SeqSmartSpec{}, 800, ExponentialHold{1s});
  CHECK(*differing.analytic.probes_mean == Approx(2.692730840).epsilon(1e-6));
  CHECK(differing.workloads[0].probes_mean == Approx(2.692730840).epsilon(0.03));
}
