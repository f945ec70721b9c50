// What do thousands of hosts cost in one run, each with its own ports and its own workload, when together
// they are larger than the processor's caches?
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

void BM_ManyHosts(benchmark::State& state) {
  const auto hosts = static_cast<std::uint32_t>(state.range(0));
  Churn churn;
  churn.attempts = churn.ports + churn.ports / 4;  // of each host: in a lease and a quarter
  const Scenario scenario = on_hosts(hosts, churn_scenario(churn));
  std::int64_t attempts = 0;
  for (auto _ : state) attempts += whole_run(scenario).attempts;
  set_rate(state, attempts);
  set_goal(state, 40);
}
BENCHMARK(BM_ManyHosts)->ArgName("hosts")->Arg(4000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace portsim::bench
