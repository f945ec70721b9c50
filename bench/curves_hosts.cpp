// What do many hosts cost, each with its own ports and its own workload?
#include <algorithm>

#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

constexpr PortCount ports = 3977;

void Curve_Hosts(benchmark::State& state) {
  const auto hosts = static_cast<std::uint32_t>(state.range(0));
  const double load = static_cast<double>(state.range(1)) / 100;
  const Scenario scenario = on_hosts(hosts, churn_scenario({.ports = ports, .load = load}));
  const std::int64_t attempts_of_a_lease = std::int64_t{ports} * hosts;
  time_attempts(state, scenario,
                {.not_timed = 2 * attempts_of_a_lease,
                 .timed = std::max<std::int64_t>(1'000'000, attempts_of_a_lease)});
}

BENCHMARK(Curve_Hosts)
    ->ArgNames({"hosts", "load_percent"})
    ->ArgsProduct({{1, 10, 100, 1000, 4000}, {90, 150}})
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1);

}  // namespace
}  // namespace portsim::bench
