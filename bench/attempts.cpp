// How many attempts a second does the engine make on one core: the churn case by load and ports, a full pool,
// and the mailbox cache?
#include <benchmark/benchmark.h>

#include "sim/host/port_pool.hpp"
#include "sim/host/simulation.hpp"
#include "sim/statistics/run_tally.hpp"

#include "bench/churn_scenario.hpp"

namespace portsim::bench {
namespace {

std::int64_t requests_of_one_run(const Scenario& scenario) {
  const ObservedSpan span{SimTime{}, SimTime{scenario.duration}};
  RunTally tally{scenario.workloads.size(),
                 {{scenario.hosts.front().behaviour.ephemeral.size(), span}},
                 scenario.hosts.size(),
                 span};
  Simulation<PortPool, RunTally> simulation{scenario, {}, tally};
  simulation.run_until(SimTime{scenario.duration});
  const ReplicationTally result = tally.result();
  benchmark::DoNotOptimize(result.fingerprint);
  return result.epochs.front().front().requests();
}

void run_as_benchmark(benchmark::State& state, const Scenario& scenario) {
  std::int64_t requests = 0;
  for (auto _ : state) requests += requests_of_one_run(scenario);
  state.counters["attempts/s"] =
      benchmark::Counter(static_cast<double>(requests), benchmark::Counter::kIsRate);
}

void BM_Churn(benchmark::State& state) {
  const auto ports = static_cast<PortCount>(state.range(0));
  const double load = static_cast<double>(state.range(1)) / 100;
  run_as_benchmark(state, churn_scenario({.ports = ports, .load = load, .attempts = 4'000'000}));
}
BENCHMARK(BM_Churn)
    ->ArgNames({"ports", "load_percent"})
    ->ArgsProduct({{3976, 16384}, {90, 100, 150}})
    ->Unit(benchmark::kMillisecond);

void BM_ExhaustedPool(benchmark::State& state) {
  const auto ports = static_cast<PortCount>(state.range(0));
  Scenario scenario = churn_scenario({.ports = ports, .attempts = 4'000'000});
  scenario.workloads.front().holds = HoldForever{};
  run_as_benchmark(state, scenario);
}
BENCHMARK(BM_ExhaustedPool)->ArgName("ports")->Arg(3976)->Arg(16384)->Unit(benchmark::kMillisecond);

// Linux at connect(): with more than half of its ports in use the even ones are all taken, and each search
// passes them first. Beside it the order of ports that costs least.
void run_linux(benchmark::State& state, const PortSelectionSpec& selection) {
  const double load = static_cast<double>(state.range(0)) / 100;
  Scenario scenario = churn_scenario({.ports = 28'232, .load = load, .attempts = 2'000'000});
  scenario.hosts.front().behaviour.selection = selection;
  run_as_benchmark(state, scenario);
}
void BM_LinuxConnect(benchmark::State& state) {
  run_linux(state, LinuxConnectSpec{});
}
void BM_LinuxBind(benchmark::State& state) {
  run_linux(state, LinuxBindSpec{});
}
void BM_SequentialOnAsManyPorts(benchmark::State& state) {
  run_linux(state, SeqSmartSpec{});
}
BENCHMARK(BM_LinuxConnect)->ArgName("load_percent")->Arg(40)->Arg(90)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_LinuxBind)->ArgName("load_percent")->Arg(40)->Arg(90)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_SequentialOnAsManyPorts)
    ->ArgName("load_percent")
    ->Arg(40)
    ->Arg(90)
    ->Unit(benchmark::kMillisecond);

// The founding case: requests a second, hits included.
void BM_MailboxCache(benchmark::State& state) {
  Scenario scenario = churn_scenario({});
  MailboxCacheClient cache{.users = 1000, .request_rate = {2, 1min}, .ttl = 5s};
  if (state.range(0) != 0) cache.connection_limit = state.range(0);
  scenario.workloads.front().client = cache;
  scenario.workloads.front().holds = ConstantHold{200ms};
  scenario.duration = 2'000'000 * 30ms;
  run_as_benchmark(state, scenario);
}
BENCHMARK(BM_MailboxCache)
    ->ArgName("connection_limit")
    ->Arg(0)
    ->Arg(2000)
    ->Arg(100)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace portsim::bench
