// What do many destinations cost on one host: one pool of the host, or one pool for each destination? First
// as one workload that goes to all of them, then as one workload each.
#include <string>

#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

// At twice the load that one pool of the host carries: then it is full, and those of destinations fill.
Scenario scenario_of(PoolScope scope) {
  Scenario scenario = churn_scenario({.ports = 16384, .load = 2, .attempts = 4'000'000});
  scenario.hosts.front().behaviour.scope = scope;
  return scenario;
}

void time_runs(benchmark::State& state, const Scenario& scenario) {
  std::int64_t attempts = 0;
  for (auto _ : state) attempts += whole_run(scenario).attempts;
  set_rate(state, attempts);
}

void time_one_workload(benchmark::State& state, PoolScope scope) {
  Scenario scenario = scenario_of(scope);
  scenario.services.front().count = static_cast<std::uint32_t>(state.range(0));
  time_runs(state, scenario);
}
void BM_ManyDestinations_OnePool(benchmark::State& state) {
  time_one_workload(state, PoolScope::host);
}
void BM_ManyDestinations_PoolEach(benchmark::State& state) {
  time_one_workload(state, PoolScope::destination);
}

void time_workload_each(benchmark::State& state, PoolScope scope) {
  const auto destinations = static_cast<std::uint32_t>(state.range(0));
  Scenario scenario = scenario_of(scope);
  Workload workload = scenario.workloads.front();
  RatePhase& phase = std::get<OpenClient>(workload.client).arrivals.phases.front();
  phase.rate.per *= destinations;
  phase.to = phase.rate;
  const Service service = scenario.services.front();
  scenario.services.assign(destinations, service);
  scenario.workloads.assign(destinations, workload);
  for (std::uint32_t n = 0; n < destinations; ++n) {
    scenario.workloads[n].name += std::to_string(n);
    scenario.workloads[n].connects_to = {{n, Probability{1}}};
  }
  time_runs(state, scenario);
}
void BM_WorkloadToEachDestination_OnePool(benchmark::State& state) {
  time_workload_each(state, PoolScope::host);
}
void BM_WorkloadToEachDestination_PoolEach(benchmark::State& state) {
  time_workload_each(state, PoolScope::destination);
}

void destinations(benchmark::internal::Benchmark* question) {
  question->ArgName("destinations")->Unit(benchmark::kMillisecond)->Iterations(1);
}
BENCHMARK(BM_ManyDestinations_OnePool)->Apply(destinations)->Arg(1)->Arg(100'000);
BENCHMARK(BM_ManyDestinations_PoolEach)->Apply(destinations)->Arg(1)->Arg(100'000);
BENCHMARK(BM_WorkloadToEachDestination_OnePool)->Apply(destinations)->Arg(10)->Arg(5000);
BENCHMARK(BM_WorkloadToEachDestination_PoolEach)->Apply(destinations)->Arg(10)->Arg(5000);

}  // namespace
}  // namespace portsim::bench
