// What do many destinations cost on one host, with one pool of the host, or one pool for each destination;
// and on Linux, which has these, its own order of ports, and counts what is in TIME_WAIT?
#include <cstdint>

#include <benchmark/benchmark.h>

#include "models/os/catalogue.hpp"

#include "bench/churn_scenario.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

void time_towards_many(benchmark::State& state, Scenario scenario) {
  scenario.services.front().count = static_cast<std::uint32_t>(state.range(0));
  std::int64_t attempts = 0;
  for (auto _ : state) attempts += whole_run(scenario).attempts;
  set_rate(state, attempts);
}

void time_scope(benchmark::State& state, PoolScope scope) {
  // Twice the load that one pool carries: then that of the host is full, and those of destinations fill.
  Scenario scenario = churn_scenario({.ports = 16384, .load = 2, .attempts = 4'000'000});
  scenario.hosts.front().behaviour.scope = scope;
  time_towards_many(state, scenario);
}

void BM_ManyDestinations_OnePool(benchmark::State& state) {
  time_scope(state, PoolScope::host);
}
void BM_ManyDestinations_PoolEach(benchmark::State& state) {
  time_scope(state, PoolScope::destination);
}

// At nine tenths of what one pool carries with a TIME_WAIT of 60 s.
void BM_ManyDestinations_Linux(benchmark::State& state) {
  constexpr double load = 0.9 * 241 / 61;
  Scenario scenario = churn_scenario({.ports = 28'232, .load = load, .attempts = 4'000'000});
  scenario.hosts.front().behaviour = *behaviour_of(*find_os("linux-6.18"), {});
  time_towards_many(state, scenario);
}

void destinations(benchmark::internal::Benchmark* question) {
  question->ArgName("destinations")->Unit(benchmark::kMillisecond)->Iterations(1);
}
BENCHMARK(BM_ManyDestinations_OnePool)->Apply(destinations)->Arg(1)->Arg(100'000);
BENCHMARK(BM_ManyDestinations_PoolEach)->Apply(destinations)->Arg(1)->Arg(100'000);
BENCHMARK(BM_ManyDestinations_Linux)->Apply(destinations)->Arg(1)->Arg(100'000);

}  // namespace
}  // namespace portsim::bench
