// What does a change cost that an operator makes while the scenario runs: of a setting of one of the hosts,
// or of the rate of one of the workloads?
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

void Curve_Timeline(benchmark::State& state) {
  const auto changes = static_cast<int>(state.range(0));
  constexpr std::int64_t attempts = 1'000'000;
  Scenario scenario = churn_scenario({.load = 0.9, .attempts = attempts});
  split_workload(scenario, static_cast<std::uint32_t>(state.range(1)));
  for (int n = 0; n < changes; ++n) {
    TimelineStep step;
    step.at = scenario.duration * (n + 1) / (changes + 1);
    step.hosts = scenario.hosts;
    step.workloads = scenario.workloads;
    step.hosts.front().behaviour.time_wait = n % 2 == 0 ? 120s : 240s;
    scenario.timeline.push_back(step);
  }
  time_attempts(state, scenario, {.not_timed = 0, .timed = attempts});
}

BENCHMARK(Curve_Timeline)
    ->ArgNames({"changes", "workloads"})
    ->ArgsProduct({{0, 10, 100, 1000, 10'000}, {1, 10}})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace portsim::bench
