// Does an attempt cost more in a fuller range, or in a larger one? Every selection algorithm, with ports
// taken and given back at random places.
#include <benchmark/benchmark.h>

#include "models/analytic/erlang_b.hpp"
#include "models/ports/port_selection.hpp"

#include "bench/churn_scenario.hpp"
#include "bench/steady_attempts.hpp"

namespace portsim::bench {
namespace {

constexpr std::int64_t exhausted = 100;

// The offered load, over the ports, that keeps so much of them in use. An exhausted range is offered twice
// what it can carry.
double load_for(std::int64_t occupancy_percent, PortCount ports) {
  if (occupancy_percent == exhausted) return 2;
  const double wanted = static_cast<double>(occupancy_percent) / 100;
  double low = 0;
  double high = 100;
  for (int halvings = 0; halvings < 50; ++halvings) {
    const double load = (low + high) / 2;
    const double in_use = load * (1 - erlang_b(ports, OfferedLoad{load * ports}));
    (in_use < wanted ? low : high) = load;
  }
  return high;
}

// Connections last exponentially long and leave no TIME_WAIT: holes are anywhere.
void Curve_Occupancy(benchmark::State& state, const PortSelectionSpec& selection) {
  const auto ports = static_cast<PortCount>(state.range(0));
  Scenario scenario =
      churn_scenario({.ports = ports, .load = load_for(state.range(1), ports), .hold_mean = 1s});
  HostBehaviour& host = scenario.hosts.front().behaviour;
  host.ephemeral = {Port{1}, Port{static_cast<std::uint16_t>(ports)}};
  host.time_wait = Duration::zero();
  host.selection = selection;
  scenario.workloads.front().holds = ExponentialHold{241s};
  time_attempts(state, scenario, {.not_timed = std::int64_t{8} * ports, .timed = 100'000});
}

void occupancies(benchmark::internal::Benchmark* question) {
  question->ArgNames({"ports", "occupancy_percent"})
      ->ArgsProduct({{64, 1024, 16'384, 65'535}, {50, 99, exhausted}})
      ->Unit(benchmark::kMillisecond)
      ->Iterations(3);
}

// These draw a port, and another, as often as there are ports, and every draw is a part of the record: in an
// exhausted range that is what they cost.
void occupancies_of_drawn_ports(benchmark::internal::Benchmark* question) {
  question->ArgNames({"ports", "occupancy_percent"})
      ->ArgsProduct({{64, 1024, 16'384}, {50, 99}})
      ->Args({64, exhausted})
      ->Args({1024, exhausted})
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1);
}

BENCHMARK_CAPTURE(Curve_Occupancy, seq_naive, SeqNaiveSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, seq_smart, SeqSmartSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, seq_closing, SeqClosingSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, random_once, RandomOnceSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, random_start, RandomStartSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, random_pick, RandomPickSpec{})->Apply(occupancies_of_drawn_ports);
BENCHMARK_CAPTURE(Curve_Occupancy, random_increments, RandomIncrementsSpec{})
    ->Apply(occupancies_of_drawn_ports);
BENCHMARK_CAPTURE(Curve_Occupancy, hash_offset, HashOffsetSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, double_hash, DoubleHashSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, linux_connect, LinuxConnectSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, linux_connect_4_2, linux_connect_4_2)->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, linux_bind, LinuxBindSpec{})->Apply(occupancies);
BENCHMARK_CAPTURE(Curve_Occupancy, freebsd, FreeBsdSpec{})->Apply(occupancies);

}  // namespace
}  // namespace portsim::bench
