// What do many workloads on one host cost, towards one service?
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

void Curve_Workloads(benchmark::State& state) {
  Scenario scenario = churn_scenario({.ports = 16'384, .load = 0.9});
  split_workload(scenario, static_cast<std::uint32_t>(state.range(0)));
  time_attempts(state, scenario, {.not_timed = 50'000, .timed = 1'000'000});
}

BENCHMARK(Curve_Workloads)
    ->ArgName("workloads")
    ->Arg(1)
    ->Arg(10)
    ->Arg(100)
    ->Arg(1000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace portsim::bench
