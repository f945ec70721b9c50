// How many attempts a second does the engine make on one core, and how many do other programs at the same
// work: the limit study, events well kept, the program that one would write first, ns-3's event core, SimPy?
// Load and the fraction that fails as in Erlang's formula, which each program's failures are held against.
#include "bench/peers/churn.hpp"

#include <string>

#include <benchmark/benchmark.h>

#include "bench/churn_scenario.hpp"
#include "bench/peers/peer_program.hpp"
#include "bench/whole_run.hpp"

namespace portsim::bench {
namespace {

void set_count(benchmark::State& state, const Churn& churn, const ChurnCount& of_one_run) {
  set_rate(state, state.iterations() * of_one_run.attempts);
  const ExpectedFailures expected = expected_failures(churn);
  state.counters["failure_fraction"] = of_one_run.failure_fraction();
  state.counters["erlang_b"] = expected.fraction;
  state.counters["tolerance"] = expected.tolerance;
}

Churn churn_of(const benchmark::State& state, std::int64_t attempts) {
  return {.load = static_cast<double>(state.range(0)) / 100, .attempts = attempts};
}

void BM_Churn(benchmark::State& state) {
  const Churn churn = churn_of(state, 4'000'000);
  const Scenario scenario = churn_scenario(churn);
  RunCount count;
  for (auto _ : state) count = whole_run(scenario);
  set_count(state, churn, {count.attempts, count.failures});
  set_goal(state, churn.load < 1 ? 10 : churn.load == 1 ? 40 : 50);
}

template <class Run>
void time_function(benchmark::State& state, const Churn& churn, Run run) {
  ChurnCount count;
  for (auto _ : state) count = run(churn);
  set_count(state, churn, count);
}

void BM_Churn_Limit(benchmark::State& state) {
  time_function(state, churn_of(state, 4'000'000), limit_churn);
}
void BM_Churn_Events(benchmark::State& state) {
  time_function(state, churn_of(state, 4'000'000), event_churn);
}
void BM_Churn_Naive(benchmark::State& state) {
  time_function(state, churn_of(state, 200'000), naive_churn);
}

struct PeerWords {
  std::string command;  // empty: not built
  std::string package;
};

// What counts is the time that the peer says it took.
void time_peer(benchmark::State& state, const Churn& churn, const PeerWords& peer) {
  ChurnCount count;
  for (auto _ : state) {
    const auto run = peer.command.empty() ? std::nullopt : run_peer(peer.command, churn);
    if (!run) {
      state.SkipWithError((peer.package + " is missing; ./portsim bench --peers installs it").c_str());
      return;
    }
    count = run->count;
    state.SetIterationTime(run->cpu_seconds);
    state.SetLabel(run->version);
  }
  set_count(state, churn, count);
}

std::string python(const std::string& file) {
  return "/usr/bin/python3 -B '" PORTSIM_ROOT "/bench/peers/" + file + "'";
}

void BM_Churn_Ns3(benchmark::State& state) {
  time_peer(state, churn_of(state, 400'000), {PORTSIM_CHURN_NS3, "libns3-dev"});
}
void BM_Churn_SimPy3(benchmark::State& state) {
  time_peer(state, churn_of(state, 60'000), {python("churn_simpy3.py"), "python3-simpy3"});
}
void BM_Churn_SimPy2(benchmark::State& state) {
  time_peer(state, churn_of(state, 60'000), {python("churn_simpy2.py"), "python3-simpy"});
}

void loads(benchmark::internal::Benchmark* program) {
  program->ArgName("load_percent")->Arg(90)->Arg(100)->Arg(150)->Unit(benchmark::kMillisecond);
}
void loads_once(benchmark::internal::Benchmark* program) {
  loads(program);
  program->Iterations(1)->UseManualTime();
}
BENCHMARK(BM_Churn)->Apply(loads);
BENCHMARK(BM_Churn_Limit)->Apply(loads);
BENCHMARK(BM_Churn_Events)->Apply(loads);
BENCHMARK(BM_Churn_Naive)->Apply(loads);
BENCHMARK(BM_Churn_Ns3)->Apply(loads_once);
BENCHMARK(BM_Churn_SimPy3)->Apply(loads_once);
BENCHMARK(BM_Churn_SimPy2)->Apply(loads_once);

}  // namespace
}  // namespace portsim::bench
