// Expected values: the Gamma law of the first failure and the Poisson number of attempts.
#include "sim/theory/first_failure_law.hpp"

#include <catch2/catch.hpp>

#include "models/analytic/poisson.hpp"

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// The median of Gamma(3977) at 20/s: mean - 1/3 + 8/(405 n) gaps (K. P. Choi, Proc. AMS 1994).
constexpr double median_of_3976_ports = (3977 - 1.0 / 3 + 8 / (405.0 * 3977)) / 20;

std::optional<FirstFailureLaw> law_of(const Scenario& scenario) {
  return closed_form(scenario).first_failure;
}

}  // namespace

TEST_CASE("The first failure of Poisson attempts has its median where the ports are used up", "[theory]") {
  const auto law = law_of(poisson(windows_2003, {20, 1s}));
  REQUIRE(law);
  CHECK(law->median.value() == Approx(median_of_3976_ports).epsilon(1e-9));
  CHECK(law->failing_runs_min == Approx(1));  // 4,800 attempts until the first port is back
  CHECK(law->failing_runs_max == Approx(1));
}

TEST_CASE("Which port is taken, and what becomes of a failed request, leaves the first failure as it is",
          "[theory]") {
  Scenario scenario = poisson(windows_2000(), {20, 1s}, ExponentialHold{200ms});
  scenario.workloads[0].retry = RetrySpec{};
  scenario.warm_up = 10min;
  const auto law = law_of(scenario);
  REQUIRE(law);
  CHECK(law->median.value() == Approx(median_of_3976_ports).epsilon(1e-9));
}

TEST_CASE("A run that ends before the first port is back fails with a known chance", "[theory]") {
  OneHost host = windows_2003;
  host.duration = 198s;
  const auto law = law_of(poisson(host, {20, 1s}));
  REQUIRE(law);
  CHECK_FALSE(law->median);  // later than the run
  CHECK(law->failing_runs_min == Approx(poisson_tail(3977, 3960)));
  CHECK(law->failing_runs_max == law->failing_runs_min);
}

TEST_CASE("Where ports are back before they are used up the law says nothing", "[theory]") {
  CHECK_FALSE(law_of(poisson(windows_2003, {16, 1s})));
  // A server that closes first leaves no TIME_WAIT: an exponential hold may end at once.
  Scenario scenario = poisson(windows_2003, {20, 1s}, ExponentialHold{10min});
  scenario.workloads[0].closes = Closer::server;
  CHECK_FALSE(law_of(scenario));
}

TEST_CASE("A host that does not find every free port may fail earlier", "[theory]") {
  OneHost host = windows_2003;
  host.selection = RandomOnceSpec{};
  CHECK_FALSE(law_of(poisson(host, {20, 1s})));
}

TEST_CASE("Evenly spaced attempts are no Poisson attempts", "[theory]") {
  CHECK_FALSE(law_of(evenly_spaced(windows_2003, {20, 1s})));
}

TEST_CASE("The law agrees where both intervals contain it", "[theory]") {
  FirstFailureLaw law{.median = 100, .failing_runs_min = 0.5, .failing_runs_max = 0.6};
  const QuantileEstimate around{.probability = 0.5, .value = 100, .low = 99, .high = 101, .coverage = 0.96};
  const Estimate some{.mean = 0.7, .low = 0.55, .high = 0.8};
  lay_beside(law, around, some);
  CHECK(law.agrees == true);
  lay_beside(law, QuantileEstimate{.probability = 0.5, .low = 101, .coverage = 0.96}, some);
  CHECK(law.agrees == false);  // from 101 s to after the run
  lay_beside(law, around, Estimate{.mean = 0.9, .low = 0.61, .high = 1});
  CHECK(law.agrees == false);
  lay_beside(law, std::nullopt, some);
  CHECK(law.agrees == true);
  lay_beside(law, std::nullopt, std::nullopt);
  CHECK_FALSE(law.agrees);
}
