// MSER-5 on the ports in use, where it is known when they settle: an empty pool fills for one lease. Their
// level at an instant is hardly related to that a lease later, so what chance adds to it lasts less than
// that.
#include "sim/experiment/warm_up.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario steady(Duration warm_up, Duration duration) {
  Scenario scenario = scenario_of({.ports = 1000, .time_wait = 60s, .duration = duration});
  scenario.warm_up = warm_up;
  scenario.replications = 5;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {10, 1s}));
  return scenario;
}

}  // namespace

TEST_CASE("An empty pool settles one lease after the start, or two", "[experiment]") {
  const auto settling = run(steady(0s, 20min)).settling;
  REQUIRE(settling);
  CHECK_FALSE(settling->is_too_short);
  CHECK(settling->after > 54s);
  CHECK(settling->after < 120s);
}

TEST_CASE("After a warm-up of a lease there is little left to settle", "[experiment]") {
  const auto settling = run(steady(65s, 20min)).settling;
  REQUIRE(settling);
  CHECK(settling->after < 1min);
}

TEST_CASE("A run that ends while its pool fills is too short", "[experiment]") {
  const auto settling = run(steady(0s, 50s)).settling;
  REQUIRE(settling);
  CHECK(settling->is_too_short);
}

TEST_CASE("A load that changes has nothing to settle to", "[experiment]") {
  Scenario scenario = steady(0s, 20min);
  scenario.workloads[0].ends = 10min;
  CHECK_FALSE(run(scenario).settling);
}

TEST_CASE("A warm-up that is to be found is that of the first replications, and the same every time",
          "[experiment]") {
  Scenario scenario = steady(0s, 20min);
  scenario.finds_warm_up = true;
  const Duration found = with_warm_up_found(scenario, {}).warm_up;
  CHECK(found > 54s);
  CHECK(found < 120s);
  scenario.replications = 40;
  CHECK(with_warm_up_found(scenario, {.threads = 1}).warm_up == found);
}

TEST_CASE("Where nothing is to be found the warm-up stays as it is", "[experiment]") {
  CHECK(with_warm_up_found(steady(1s, 20min), {}).warm_up == 1s);
  Scenario changing = steady(0s, 20min);
  changing.finds_warm_up = true;
  changing.workloads[0].ends = 10min;
  CHECK(with_warm_up_found(changing, {}).warm_up == 0s);
}
