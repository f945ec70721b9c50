// Replications by splitting on several threads. Their results come in the order of their numbers, which go on
// from batch to batch, so that no two of them share random numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/restart.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

using RestartTallies = std::vector<RestartTally>;

class SplitRuns {
 public:
  // Both must outlive it.
  SplitRuns(const Scenario& scenario, const ExperimentOptions& options)
      : scenario_{scenario}, options_{options} {}

  // Nothing: it was stopped from outside.
  std::optional<RestartTallies> run(const RestartPlan& plan, int count);

  // Of all batches.
  double attempts() const { return attempts_; }
  double effort() const { return effort_; }

 private:
  bool is_stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  const Scenario& scenario_;
  const ExperimentOptions& options_;
  std::uint32_t next_ = 0;
  double attempts_ = 0;
  double effort_ = 0;
};

bool are_whole(const RestartTallies&);
ClimbCounts mean_climbs(const RestartTallies&);

}  // namespace portsim
