// One replication of a scenario by RESTART, for failures that a plain replication hardly sees: a trial that
// climbs to a level of ports in use is continued several times, each time with other random numbers, so that
// more trials come where failures are. A copy ends when it falls below the level at which it began; the
// original goes on to the end. A failure counts the less the more trials there are where it happens, which
// keeps the estimate unbiased (M. and J. Villen-Altamirano, 1991).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/experiment/split_levels.hpp"
#include "sim/host/running_client.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/ratio_estimate.hpp"

namespace portsim {

struct RestartPlan {
  std::vector<SplitLevel> levels;  // ascending
  double effort_max = 0;           // of one replication
};

// Of the observed span; effort, in actions of a simulation, is of the whole run.
struct RestartTally {
  std::vector<RatioSample> workloads;  // failures as they count, and attempts of the original trial
  ClimbCounts climbs;
  std::int64_t attempts = 0;  // of all trials
  std::int64_t failures = 0;  // likewise
  double effort = 0;
  bool is_whole = true;  // false: the effort was spent
};

// How many ports the largest pool has, in which levels are counted; pools of other sizes in proportion.
std::int64_t ports_of_levels(const Scenario&);

// Draws from the streams of `id` and of its splits, from 1 on: those of plain replications are not touched.
// Calls `keep_going` now and then; when that returns false the run is given up.
std::optional<RestartTally> run_restart(const Scenario&, RunId id, const RestartPlan&,
                                        const std::function<bool()>& keep_going);

}  // namespace portsim
