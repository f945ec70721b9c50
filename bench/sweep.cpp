// How long does a sweep of a thousand points take, on one core and on two? The churn case with 100,000
// attempts a point, at TIME_WAITs from 30 s to 300 s, which are loads from 0.13 to 1.25; and the same points
// with hardly an attempt, for what a point costs besides: to load it twice, to judge it, to hand it over.
#include "sim/experiment/sweep.hpp"

#include <numeric>
#include <vector>

#include <benchmark/benchmark.h>

namespace portsim::bench {
namespace {

constexpr int points = 1000;

ScenarioText churn_lasting(const char* duration) {
  return {"churn.yaml",
          "scenario: churn\nduration: " + std::string{duration} +
              "\nreplications: 1\n"
              "hosts:\n"
              "  client: {os: textbook, settings: {ports: 1025-5000, time_wait: 240s}}\n"
              "services:\n"
              "  service: {address: 10.0.1.20, port: 143}\n"
              "workloads:\n"
              "  churn:\n"
              "    host: client\n"
              "    connects_to: service\n"
              "    client: {model: open, arrivals: poisson, rate: 16.5/s}\n"
              "    holds: {exponential: 1s}\n",
          {}};
}

Grid time_waits() {
  Axis axis{"hosts.client.settings.time_wait", {}};
  for (int n = 1; n <= points; ++n) axis.values.push_back(std::to_string(30'000 + 270 * n) + "ms");
  return make_grid({axis}, {}).value();
}

// Returns the attempts of all points.
std::int64_t sweep(const ScenarioText& text, const Grid& grid, int threads) {
  std::vector<std::size_t> all(grid.points.size());
  std::iota(all.begin(), all.end(), 0);
  std::int64_t attempts = 0;
  run_sweep(text, grid, all, {.threads = threads}, [&](std::vector<SweptPoint>&& finished) {
    for (const SweptPoint& point : finished) attempts += point.replications.front().attempts;
    return true;
  });
  return attempts;
}

void run_as_benchmark(benchmark::State& state, const char* duration) {
  const ScenarioText text = churn_lasting(duration);
  const Grid grid = time_waits();
  std::int64_t attempts = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(plan_points(text, grid));  // as the command does before
    attempts += sweep(text, grid, static_cast<int>(state.range(0)));
  }
  state.counters["attempts/s"] =
      benchmark::Counter(static_cast<double>(attempts), benchmark::Counter::kIsRate);
}

void BM_Sweep(benchmark::State& state) {
  run_as_benchmark(state, "6060s");
  if (state.range(0) == 2) state.counters["goal_ns"] = 15;
}

void BM_SweepOfShortPoints(benchmark::State& state) {
  run_as_benchmark(state, "1s");
  state.counters["points/s"] =
      benchmark::Counter(static_cast<double>(state.iterations() * points), benchmark::Counter::kIsRate);
}

// A person waits in real time.
void on_threads(benchmark::internal::Benchmark* question) {
  question->ArgName("threads")->Arg(1)->Arg(2)->MeasureProcessCPUTime()->UseRealTime()->Unit(
      benchmark::kMillisecond);
}
BENCHMARK(BM_Sweep)->Apply(on_threads);
BENCHMARK(BM_SweepOfShortPoints)->Apply(on_threads);

}  // namespace
}  // namespace portsim::bench
