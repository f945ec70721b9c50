// What an attempt costs in the long run: a replication with the observers of `run` is brought past its cold
// start, and then runs on while it is timed. Beside the time stand what it takes to begin it, and its memory.
#pragma once

#include <cstdint>

#include <benchmark/benchmark.h>

#include "sim/scenario/scenario.hpp"

namespace portsim::bench {

// Of about so many attempts.
struct Stretch {
  std::int64_t not_timed = 200'000;
  std::int64_t timed = 1'000'000;
};

// The scenario's clients are open, and keep their rates; its duration is set to fit.
void time_attempts(benchmark::State& state, Scenario scenario, const Stretch& stretch);

// `count` workloads like the scenario's only one, which share its rate.
void split_workload(Scenario& scenario, std::uint32_t count);

}  // namespace portsim::bench
