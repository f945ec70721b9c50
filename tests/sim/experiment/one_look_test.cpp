// The wildcard-reuse defect's closed forms against the simulation: an allocator that looks at one port and
// gives up, towards one destination and several. Each estimate has a 99.9 % interval at a fixed seed: for a
// fresh seed a check would fail by chance once in a thousand.
#include "models/analytic/one_look.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "models/analytic/cursor_past_live_ports.hpp"

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// Poisson attempts, one workload for each service with its rate; hold 0 but where a test says more.
Scenario scenario_with(OneHost host, const std::vector<Rate>& rates) {
  host.services = static_cast<int>(rates.size());
  Scenario scenario = scenario_of(host);
  scenario.warm_up = 10 * host.time_wait;
  scenario.confidence = Probability{0.999};
  for (ServiceIndex service = 0; service < rates.size(); ++service)
    add_workload(scenario, open_client(ArrivalProcess::poisson, rates[service]), ConstantHold{0s}, service);
  return scenario;
}

OneHost cursor(PortCount ports, Duration time_wait, Duration duration) {
  return {.ports = ports, .time_wait = time_wait, .selection = SeqNaiveSpec{}, .duration = duration};
}

}  // namespace

TEST_CASE("A single random pick fails with probability rho / (1 + rho)", "[experiment]") {
  const std::int64_t rate = GENERATE(5, 13, 20);
  const OneHost host{.ports = 1000, .time_wait = 60s, .selection = RandomOnceSpec{}, .duration = 2h};
  const double load = static_cast<double>(rate) * 60 / 1000;
  check_within(run(scenario_with(host, {{rate, 1s}})).failure_fraction, load / (1 + load));
}

TEST_CASE("A single random pick fails by the load towards its own destination only", "[experiment]") {
  const OneHost host{.ports = 1000, .time_wait = 60s, .selection = RandomOnceSpec{}, .duration = 2h};
  const Results results = run(scenario_with(host, {{10, 1s}, {2, 1s}}));
  check_within(results.workloads[0].failure_fraction, 0.6 / 1.6);
  check_within(results.workloads[1].failure_fraction, 0.12 / 1.12);
}

TEST_CASE("The naive cursor with Poisson attempts fails as m / (1 + m)", "[experiment]") {
  // Published values for one destination, R = 20 ports, 10/s, constant lease.
  struct Check {
    Duration lease;
    double failure_fraction;
  };
  const auto check =
      GENERATE(values<Check>({{1500ms, 0.110938261643}, {2s, 0.346318043473}, {6500ms, 0.736013102843}}));
  check_within(run(scenario_with(cursor(20, check.lease, 5h), {{10, 1s}})).failure_fraction,
               check.failure_fraction);
}

TEST_CASE("Towards a destination with the share q the naive cursor fails as q m / (1 + q m)",
          "[experiment]") {
  SECTION("R = 20 ports, 10/s in all, a lease of 2 s: halves") {
    const Results results = run(scenario_with(cursor(20, 2s, 5h), {{5, 1s}, {5, 1s}}));
    check_within(results.workloads[0].failure_fraction, 0.209422399577);
    check_within(results.workloads[1].failure_fraction, 0.209422399577);
  }
  SECTION("a tenth of them") {
    const Results results = run(scenario_with(cursor(20, 2s, 10h), {{9, 1s}, {1, 1s}}));
    check_within(results.workloads[1].failure_fraction, 0.0503139793446);
  }
  SECTION("R = 100 ports, 50/s in all, a lease of 2.2 s") {
    const Results results = run(scenario_with(cursor(100, 2200ms, 3h), {{45, 1s}, {5, 1s}}));
    check_within(results.workloads[1].failure_fraction, 0.0776372408333);
  }
}

TEST_CASE(
    "The naive cursor begins to fail where the total rate reaches ports / lease, though no destination "
    "is near its own limit",
    "[experiment]") {
  // 1,000 ports and 60 s: 16.7/s in all. Three destinations at a third of that have two thirds of their own
  // ports to spare. Below, the cursor would have to go round 1,000 ports in 60 s with 840 attempts expected,
  // five and a half standard deviations; above, with 1,140, it goes round once (m = 1, but for 1e-5).
  const auto fractions = [](std::int64_t rate_of_three) {
    const Rate rate{rate_of_three, 3s};
    return run(scenario_with(cursor(1000, 60s, 2h), {rate, rate, rate})).workloads;
  };
  for (const WorkloadResult& workload : fractions(14)) CHECK(workload.failures == 0);
  for (const WorkloadResult& workload : fractions(19))
    check_within(workload.failure_fraction, (1.0 / 3) / (1 + 1.0 / 3));
}

TEST_CASE("Passing over live ports, the naive cursor fails as its approximation says", "[experiment]") {
  // 50 ports, 10/s, open for 1 s on average, then 6 s of TIME_WAIT: published as 0.4999, simulated elsewhere
  // as 0.4999 +- 0.002. For 3 s the approximation is 0.145 where that simulation has 0.148 +- 0.005: at the
  // edge of a lap it is known to be low, by up to 4 %.
  const auto fraction = [](Duration time_wait) {
    Scenario scenario = scenario_with(cursor(50, time_wait, 10h), {{10, 1s}});
    scenario.workloads[0].holds = ExponentialHold{1s};
    return run(scenario).failure_fraction;
  };
  check_within(fraction(6s), 0.4999);
  const Estimate at_the_edge = fraction(3s);
  CHECK(at_the_edge.mean > 0.148 - 0.005);
  CHECK(at_the_edge.mean < 0.148 + 0.005);
}

TEST_CASE("With a thousand ports the approximation for passing over live ports is within the interval",
          "[experiment]") {
  // Open for 2 s on average, 20/s, then 60 s of TIME_WAIT: the cursor comes back once within it.
  // The laps stay in step for long, so that half a lap may lack at the end: a long run makes little of that.
  Scenario scenario = scenario_with(cursor(1000, 60s, 24h), {{20, 1s}});
  scenario.replications = 10;
  scenario.workloads[0].holds = ExponentialHold{2s};
  const auto open_exceeds = [](double seconds) { return std::exp(-seconds / 2); };
  const auto returns = [&](double pace) {
    const auto mean = [&](double time_wait) {
      return cursor_returns_mean(cursor_return_probabilities({1000, pace}, {time_wait, open_exceeds}, 100));
    };
    return CursorReturns{mean(0), mean(60) - mean(0)};
  };
  check_within(run(scenario).failure_fraction, cursor_past_live_ports(20, {{1, returns}}).failure_fraction);
}
