// What happens over time, over all replications: for each bin of the run the mean and its interval.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/vocabulary/probability.hpp"

#include "sim/host/pool_plan.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/run_tally.hpp"
#include "sim/statistics/series_tally.hpp"
#include "sim/statistics/time_bins.hpp"

namespace portsim {

// The ports of a host, all of its pools together; or of all hosts, where there are many.
struct LevelSeries {
  std::string host;            // empty: all together
  std::size_t pools = 0;       // at once, at most
  std::vector<double> ports;   // that may be handed out, in the middle of each bin
  std::vector<Estimate> live;  // on average over the bin, with those that others hold
  std::vector<Estimate> time_wait;
  std::vector<Estimate> in_use;  // both
};

struct TimeSeries {
  TimeBins bins;
  int replications = 0;            // that were watched, the first
  std::vector<Estimate> attempts;  // per second; so are failures
  std::vector<Estimate> failures;
  std::vector<Estimate> probes;  // ports looked at per attempt; 0 where there is none
  std::vector<LevelSeries> levels;
};

// More add little to an interval, and memory.
inline constexpr int watched_replications_max = 1000;

// What every watched replication of the scenario counts.
SeriesPlan series_plan(const Scenario&, const PortPlan&);

// From the tallies that have a series; no bins where none has.
TimeSeries time_series(const Scenario&, const PortPlan&, const std::vector<ReplicationTally>& tallies);

}  // namespace portsim
