// A whole replication as a benchmark: from the empty pool on, with the observers with which `run` counts.
#pragma once

#include <cstdint>

#include <benchmark/benchmark.h>

#include "sim/experiment/replication.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/run_tally.hpp"

namespace portsim::bench {

struct RunCount {
  std::int64_t attempts = 0;
  std::int64_t requests = 0;  // those that needed no connect included
  std::int64_t failures = 0;
};

inline RunCount count_of(const ReplicationTally& tally) {
  RunCount count;
  for (const auto& epoch : tally.epochs) {
    for (const WorkloadTally& workload : epoch) {
      count.attempts += workload.attempts();
      count.requests += workload.requests();
      count.failures += workload.failures();
    }
  }
  return count;
}

enum class Observed { counts, series_too };  // with what happens over time, as for a report

inline RunCount whole_run(const Scenario& scenario, Observed observed = Observed::counts) {
  const KeepGoing to_the_end = [](double) { return true; };
  const auto tally = observed == Observed::counts
                         ? run_replication(scenario, {scenario.seed, 0}, to_the_end)
                         : run_watched_replication(scenario, {scenario.seed, 0}, to_the_end);
  return count_of(*tally);
}

inline void set_rate(benchmark::State& state, std::int64_t attempts) {
  state.counters["attempts/s"] =
      benchmark::Counter(static_cast<double>(attempts), benchmark::Counter::kIsRate);
}

inline void set_goal(benchmark::State& state, double ns_per_attempt) {
  state.counters["goal_ns"] = ns_per_attempt;
}

}  // namespace portsim::bench
