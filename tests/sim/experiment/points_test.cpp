#include "sim/experiment/points.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/experiment/summary.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// More connections than ports: about one in ten attempts fails.
Scenario busy_scenario(Duration time_wait) {
  Scenario scenario = scenario_of({.ports = 64, .time_wait = time_wait, .duration = 20min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {11, 10s}), ExponentialHold{1s});
  scenario.replications = 7;
  return scenario;
}

std::vector<std::uint64_t> fingerprints(const std::vector<const Scenario*>& points,
                                        const ExperimentOptions& options) {
  std::vector<std::uint64_t> found(points.size());
  run_points(points, options, [&](PointTallies&& point) {
    CHECK(point.is_whole);
    found[point.point] = summary_of(*points[point.point], point.tallies).fingerprint;
    return true;
  });
  return found;
}

}  // namespace

TEST_CASE("A point comes to the same beside others as alone, on any number of threads", "[experiment]") {
  const Scenario first = busy_scenario(60s);
  const Scenario second = busy_scenario(70s);
  const Scenario third = busy_scenario(80s);
  const std::vector<std::uint64_t> alone{run_experiment(first, {}).fingerprint,
                                         run_experiment(second, {}).fingerprint,
                                         run_experiment(third, {}).fingerprint};
  const int threads = GENERATE(1, 2, 16);
  CHECK(fingerprints({&first, &second, &third}, {.threads = threads}) == alone);
}

TEST_CASE("No further replication begins when enough points have been seen", "[experiment]") {
  const Scenario scenario = busy_scenario(60s);
  int whole = 0;
  run_points({&scenario, &scenario, &scenario}, {.threads = 1}, [&](PointTallies&& point) {
    whole += point.is_whole;
    return false;
  });
  CHECK(whole == 1);
}

TEST_CASE("A stop gives the replications of a point that are done without a gap", "[experiment]") {
  const Scenario scenario = busy_scenario(60s);
  std::atomic<bool> stop = false;
  ExperimentOptions options{.threads = 1, .stop = &stop};
  options.progress = [&](const Progress& progress) { stop = progress.finished == 3; };
  std::vector<PointTallies> points;
  run_points({&scenario, &scenario}, options, [&](PointTallies&& point) {
    points.push_back(std::move(point));
    return true;
  });
  REQUIRE(points.size() == 1);
  CHECK_FALSE(points.front().is_whole);
  CHECK(points.front().tallies.size() == 3);
}

TEST_CASE("An exception on any thread reaches the caller, and ends the others", "[experiment]") {
  const Scenario scenario = busy_scenario(60s);
  ExperimentOptions options{.threads = 3};
  options.progress = [](const Progress&) { throw std::runtime_error{"out of memory"}; };
  CHECK_THROWS_AS(run_points({&scenario}, options, [](PointTallies&&) { return true; }), std::runtime_error);
}

TEST_CASE("No points are nothing to do", "[experiment]") {
  run_points({}, {}, [](PointTallies&&) {
    FAIL("there is no point");
    return true;
  });
}
