// What do many hosts cost, each with its own ports and its own workload?
#include <string>

#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

constexpr PortCount ports = 3977;

void Curve_Hosts(benchmark::State& state) {
  const auto hosts = static_cast<std::uint32_t>(state.range(0));
  Scenario scenario = churn_scenario({.ports = ports, .load = static_cast<double>(state.range(1)) / 100});
  const Host host = scenario.hosts.front();
  const Workload workload = scenario.workloads.front();
  scenario.hosts.assign(hosts, host);
  scenario.workloads.assign(hosts, workload);
  for (std::uint32_t n = 0; n < hosts; ++n) {
    scenario.hosts[n].name += std::to_string(n);
    scenario.workloads[n].name += std::to_string(n);
    scenario.workloads[n].host = n;
  }
  time_attempts(state, scenario, {.not_timed = std::int64_t{2} * ports * hosts, .timed = 1'000'000});
}

BENCHMARK(Curve_Hosts)
    ->ArgNames({"hosts", "load_percent"})
    ->ArgsProduct({{1, 10, 100, 1000, 4000}, {90, 150}})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace portsim::bench
