// Does an attempt cost more, or a run take more memory, the longer it lasts?
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

// Connections last exponentially long and leave no TIME_WAIT: what the beginning leaves is soon forgotten.
void Curve_RunLength(benchmark::State& state) {
  const double load = static_cast<double>(state.range(1)) / 100;
  Scenario scenario = churn_scenario({.load = load});
  scenario.hosts.front().behaviour.time_wait = Duration::zero();
  scenario.workloads.front().holds = ExponentialHold{241s};
  time_attempts(state, scenario, {.not_timed = 50'000, .timed = state.range(0)});
}

BENCHMARK(Curve_RunLength)
    ->ArgNames({"attempts", "load_percent"})
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000, 100'000'000}, {90}})
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000}, {150}})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace portsim::bench
