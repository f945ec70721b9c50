// What is left of the cost when nothing is random: evenly spaced attempts, each holding its port as long as
// every other.
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/peers/churn.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

Churn churn_of(const benchmark::State& state) {
  return {.load = static_cast<double>(state.range(0)) / 100, .attempts = 4'000'000};
}

void BM_EvenlySpaced(benchmark::State& state) {
  const Churn churn = churn_of(state);
  Scenario scenario = churn_scenario(churn);
  Workload& workload = scenario.workloads.front();
  std::get<OpenClient>(workload.client).arrivals.process = ArrivalProcess::constant;
  workload.holds = ConstantHold{churn.hold_mean};
  std::int64_t attempts = 0;
  for (auto _ : state) attempts += whole_run(scenario).attempts;
  set_rate(state, attempts);
}

void BM_EvenlySpaced_Limit(benchmark::State& state) {
  const Churn churn = churn_of(state);
  std::int64_t attempts = 0;
  for (auto _ : state) {
    const ChurnCount count = limit_evenly_spaced(churn);
    benchmark::DoNotOptimize(count.failures);
    attempts += count.attempts;
  }
  set_rate(state, attempts);
}

void loads(benchmark::internal::Benchmark* program) {
  program->ArgName("load_percent")->Arg(90)->Arg(150)->Unit(benchmark::kMillisecond);
}
BENCHMARK(BM_EvenlySpaced)->Apply(loads);
BENCHMARK(BM_EvenlySpaced_Limit)->Apply(loads);

}  // namespace
}  // namespace portsim::bench
