// What does an attempt cost in a scenario of many kinds: four hosts that choose their ports differently, with
// pools for the host, for the address and for each destination; six services, twelve workloads, holds and
// closers of every kind, retries with backoff? With all observers that `run` ever uses.
#include <array>
#include <string>

#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

constexpr std::uint32_t hosts = 4;
constexpr std::uint32_t services = 6;
constexpr std::uint32_t workloads_of_host = 3;
constexpr std::uint32_t workloads = hosts * workloads_of_host;

Host host_of(const Host& plain, std::uint32_t n) {
  const std::array<PortSelectionSpec, hosts> selections{SeqSmartSpec{}, SeqNaiveSpec{}, RandomStartSpec{},
                                                        DoubleHashSpec{}};
  const std::array<PoolScope, hosts> scopes{PoolScope::host, PoolScope::host, PoolScope::address,
                                            PoolScope::destination};
  Host host = plain;
  host.name += std::to_string(n);
  host.behaviour.selection = selections[n];
  host.behaviour.scope = scopes[n];
  // Here TIME_WAIT closes a port to every destination: above its load, attempts fail and are tried again.
  if (n == 0) host.behaviour.time_wait_blocks = TimeWaitBlocks::pool;
  return host;
}

Workload workload_of(const Workload& plain, std::uint32_t n) {
  const std::array<HoldingTimeSpec, 4> holds{ExponentialHold{1s}, ConstantHold{200ms}, UniformHold{1s, 3s},
                                             LognormalHold{1s, 2}};
  Workload workload = plain;
  workload.name += std::to_string(n);
  workload.host = n / workloads_of_host;
  workload.connects_to = {{n % services, Probability{0.25}}, {(n + 1) % services, Probability{0.75}}};
  workload.holds = holds[n % holds.size()];
  if (n % 2 == 1) workload.closes = {Probability{0.8}, Probability{0.15}, Probability{0.05}};
  if (n % 3 != 0) workload.retry = RetrySpec{3, 250ms, true, 8s, Jitter::full};
  return workload;
}

// `load` is each host's, if it were a plain one with a pool for the host.
Scenario general_scenario(double load, std::int64_t attempts) {
  Scenario scenario = churn_scenario({.load = load / workloads_of_host, .attempts = attempts / workloads});
  const Host host = scenario.hosts.front();
  const Service service = scenario.services.front();
  const Workload workload = scenario.workloads.front();
  scenario.hosts.clear();
  scenario.services.clear();
  scenario.workloads.clear();
  for (std::uint32_t n = 0; n < hosts; ++n) scenario.hosts.push_back(host_of(host, n));
  for (std::uint32_t n = 0; n < services; ++n) {
    scenario.services.push_back(service);
    scenario.services[n].name += std::to_string(n);
    scenario.services[n].endpoint.port = Port{static_cast<std::uint16_t>(8000 + n)};
    scenario.services[n].round_trip = n * 1ms;
  }
  for (std::uint32_t n = 0; n < workloads; ++n) scenario.workloads.push_back(workload_of(workload, n));
  return scenario;
}

void BM_General(benchmark::State& state) {
  const Scenario scenario = general_scenario(static_cast<double>(state.range(0)) / 100, 2'000'000);
  std::int64_t attempts = 0;
  for (auto _ : state) attempts += whole_run(scenario, Observed::series_too).attempts;
  set_rate(state, attempts);
  set_goal(state, 100);
}
BENCHMARK(BM_General)->ArgName("load_percent")->Arg(90)->Arg(150)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace portsim::bench
