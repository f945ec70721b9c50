// What does an attempt cost where the work is another than the churn: a full pool, Linux' order of ports, and
// the mailbox cache?
#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

// Requests count: a pool or a cache answers some without an attempt.
void run_as_benchmark(benchmark::State& state, const Scenario& scenario) {
  std::int64_t requests = 0;
  for (auto _ : state) requests += whole_run(scenario).requests;
  set_rate(state, requests);
}

void BM_ExhaustedPool(benchmark::State& state) {
  const auto ports = static_cast<PortCount>(state.range(0));
  Scenario scenario = churn_scenario({.ports = ports, .attempts = 4'000'000});
  scenario.workloads.front().holds = HoldForever{};
  run_as_benchmark(state, scenario);
}
BENCHMARK(BM_ExhaustedPool)->ArgName("ports")->Arg(3977)->Arg(16384)->Unit(benchmark::kMillisecond);

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
