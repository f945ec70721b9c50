#include "sim/experiment/sweep.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

// Ten ports, each kept for ten seconds, offered more and more.
const ScenarioText ten_ports{"ten-ports.yaml",
                             "scenario: ten ports\nduration: 2min\nreplications: 3\n"
                             "hosts: {client: {os: textbook, settings: {ports: 1024-1033, time_wait: 10s}}}\n"
                             "services: {web: {address: 10.9.0.20, port: 443}}\n"
                             "workloads:\n  load: {host: client, connects_to: web,\n"
                             "    client: {model: open, arrivals: poisson, rate: 1/s}}\n",
                             {}};

Grid grid_of_rates(int points) {
  Axis axis{"workloads.load.client.rate", {}};
  for (int n = 1; n <= points; ++n) axis.values.push_back(std::to_string(n) + "/min");
  return make_grid({axis}, {}).value();
}

std::vector<std::size_t> all_of(const Grid& grid) {
  std::vector<std::size_t> points(grid.points.size());
  std::iota(points.begin(), points.end(), 0);
  return points;
}

std::vector<SweptPoint> swept(const ScenarioText& text, const Grid& grid, const ExperimentOptions& options) {
  std::vector<SweptPoint> all;
  run_sweep(text, grid, all_of(grid), options, [&](std::vector<SweptPoint>&& some) {
    std::move(some.begin(), some.end(), std::back_inserter(all));
    return true;
  });
  std::sort(all.begin(), all.end(),
            [](const SweptPoint& a, const SweptPoint& b) { return a.point < b.point; });
  return all;
}

}  // namespace

TEST_CASE("Each point of a sweep comes to what its scenario comes to alone", "[experiment][sweep]") {
  const Grid grid = grid_of_rates(100);
  const std::vector<SweptPoint> points = swept(ten_ports, grid, {.threads = GENERATE(1, 2, 7)});
  REQUIRE(points.size() == 100);
  for (const std::size_t n : {0, 41, 99}) {
    const Scenario scenario = scenario_at(ten_ports, grid, n).value();
    CHECK(points[n].point == n);
    CHECK(points[n].digest == scenario.digest);
    CHECK(points[n].fingerprint == run_experiment(scenario, {.threads = 1}).fingerprint);
    CHECK(points[n].replications.size() == 3);
  }
}

TEST_CASE("Points that find their warm-up, and their precision, do so on any number of threads",
          "[experiment][sweep]") {
  ScenarioText text = ten_ports;
  text.overrides = {"warm_up=mser", "precision={of: failure_fraction, relative: 30%, at_most: 40}"};
  const Grid grid = grid_of_rates(80);
  const std::vector<SweptPoint> one = swept(text, grid, {.threads = 1});
  const std::vector<SweptPoint> three = swept(text, grid, {.threads = 3});
  REQUIRE(one.size() == 80);
  REQUIRE(three.size() == 80);
  bool has_some_more = false;
  for (std::size_t n = 0; n < 80; ++n) {
    CHECK(one[n].fingerprint == three[n].fingerprint);
    CHECK(one[n].measurements.front().value->mean == three[n].measurements.front().value->mean);
    has_some_more |= one[n].replications.size() > 3;
  }
  CHECK(has_some_more);
}

TEST_CASE("No further point begins when what has finished cannot be kept", "[experiment][sweep]") {
  const Grid grid = grid_of_rates(200);
  // Each takes longer than the next call.
  ScenarioText text = ten_ports;
  text.overrides = {"duration=100h"};
  int calls = 0;
  int replications = 0;
  ExperimentOptions options{.threads = 1};
  options.progress = [&](const Progress& now) { replications = now.finished; };
  run_sweep(text, grid, all_of(grid), options, [&](std::vector<SweptPoint>&&) {
    ++calls;
    return false;
  });
  CHECK(calls == 1);
  CHECK(replications < 3 * 200);
}

TEST_CASE("The progress of a sweep ends at the whole", "[experiment][sweep]") {
  const Grid grid = grid_of_rates(70);
  Progress last;
  double fraction = 0;
  ExperimentOptions options{.threads = 2};
  options.progress = [&](const Progress& now) {
    CHECK(now.fraction >= fraction);
    fraction = now.fraction;
    last = now;
  };
  swept(ten_ports, grid, options);
  CHECK(last.finished == 3 * 70);
  CHECK(last.replications == 3 * 70);
  CHECK(last.fraction == Approx(1));
}
