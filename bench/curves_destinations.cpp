// What do many destinations on one host cost: one pool of the host, or a pool for each of them? One workload
// chooses among all of them, or each has one of its own.
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

// The attempts are as many whatever the destinations are: half of what one of them could carry.
Scenario scenario_of(PoolScope scope, std::uint32_t destinations) {
  Scenario scenario = churn_scenario({.ports = 16'384, .load = 0.5});
  scenario.hosts.front().behaviour.scope = scope;
  scenario.services.front().count = destinations;
  return scenario;
}

constexpr Stretch stretch{.not_timed = 100'000, .timed = 1'000'000};

void Curve_Destinations_OneWorkload(benchmark::State& state, PoolScope scope) {
  time_attempts(state, scenario_of(scope, static_cast<std::uint32_t>(state.range(0))), stretch);
}

void Curve_Destinations_WorkloadEach(benchmark::State& state, PoolScope scope) {
  const auto destinations = static_cast<std::uint32_t>(state.range(0));
  Scenario scenario = scenario_of(scope, 1);
  scenario.services.assign(destinations, scenario.services.front());
  split_workload(scenario, destinations);
  for (std::uint32_t n = 0; n < destinations; ++n) scenario.workloads[n].connects_to = {{n, Probability{1}}};
  time_attempts(state, scenario, stretch);
}

void destinations(benchmark::internal::Benchmark* question) {
  question->ArgName("destinations")
      ->Arg(1)
      ->Arg(10)
      ->Arg(100)
      ->Arg(1000)
      ->Arg(10'000)
      ->Arg(100'000)
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1);
}

BENCHMARK_CAPTURE(Curve_Destinations_OneWorkload, one_pool, PoolScope::host)->Apply(destinations);
BENCHMARK_CAPTURE(Curve_Destinations_OneWorkload, pool_each, PoolScope::destination)->Apply(destinations);
BENCHMARK_CAPTURE(Curve_Destinations_WorkloadEach, one_pool, PoolScope::host)->Apply(destinations);
BENCHMARK_CAPTURE(Curve_Destinations_WorkloadEach, pool_each, PoolScope::destination)->Apply(destinations);

}  // namespace
}  // namespace portsim::bench
