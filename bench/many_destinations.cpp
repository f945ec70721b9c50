// What do many destinations cost: one pool of a host, or one pool for each destination? Poisson attempts over
// all of them, a minute of them a run.
#include <benchmark/benchmark.h>

#include "sim/host/port_pool.hpp"
#include "sim/host/simulation.hpp"

#include "bench/churn_scenario.hpp"

namespace portsim::bench {
namespace {

struct AttemptCount : QuietObserver {
  std::int64_t attempts = 0;

  void attempted(const Attempt&) { ++attempts; }
};

// One workload a destination.
Scenario scenario_of(PoolScope scope, std::uint32_t destinations, std::int64_t rate_of_all) {
  Scenario scenario = churn_scenario({.ports = 16384});
  scenario.duration = 60s;
  scenario.hosts.front().behaviour.scope = scope;
  scenario.hosts.front().behaviour.time_wait = 30s;
  const Rate rate{rate_of_all, destinations * 1s};
  Workload workload = scenario.workloads.front();
  workload.client = OpenClient{{ArrivalProcess::poisson, {{std::nullopt, rate, rate}}}};
  const Service service = scenario.services.front();
  scenario.services.assign(destinations, service);
  scenario.workloads.assign(destinations, workload);
  for (std::uint32_t n = 0; n < destinations; ++n) {
    scenario.workloads[n].name += std::to_string(n);
    scenario.workloads[n].connects_to = {{n, Probability{1}}};
  }
  return scenario;
}

void run_as_benchmark(benchmark::State& state, PoolScope scope) {
  const Scenario scenario = scenario_of(scope, static_cast<std::uint32_t>(state.range(0)), state.range(1));
  AttemptCount count;
  for (auto _ : state) {
    Simulation<PortPool, AttemptCount> simulation{scenario, {}, count};
    simulation.run_until(SimTime{scenario.duration});
  }
  state.counters["attempts/s"] =
      benchmark::Counter(static_cast<double>(count.attempts), benchmark::Counter::kIsRate);
}

void BM_ManyDestinations_OnePool(benchmark::State& state) {
  run_as_benchmark(state, PoolScope::host);
}
void BM_ManyDestinations_PoolEach(benchmark::State& state) {
  run_as_benchmark(state, PoolScope::destination);
}

void many_destinations(benchmark::internal::Benchmark* question) {
  question->ArgNames({"destinations", "attempts_per_s"})
      ->ArgsProduct({{10, 100, 500, 5000}, {500, 5000}})
      ->Unit(benchmark::kMillisecond);
}
BENCHMARK(BM_ManyDestinations_OnePool)->Apply(many_destinations);
BENCHMARK(BM_ManyDestinations_PoolEach)->Apply(many_destinations);

}  // namespace
}  // namespace portsim::bench
