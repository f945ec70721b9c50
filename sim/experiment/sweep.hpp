// A sweep: a scenario at every point of a grid, with common random numbers: replication n of each point draws
// the same arrivals, holds and choices, so that points differ by their parameters and not by chance. What a
// point comes to depends on the scenario's text, the point's values and the seed, whichever others run.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/vocabulary/probability.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/grid.hpp"
#include "sim/experiment/measurements.hpp"
#include "sim/experiment/replication_counts.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

struct SweptPoint {
  std::size_t point = 0;  // of the grid
  std::string digest;     // of its scenario, with its values
  std::vector<Measurement> measurements;
  std::optional<bool> is_met;  // all thresholds; nothing: there are none
  bool is_uncertain = false;   // of at least one of them
  std::vector<ReplicationCounts> replications;
  std::uint64_t fingerprint = 0;
};

// What is known of a point before it runs.
struct PlannedPoint {
  std::string digest;  // of its scenario, with its values
  std::uint64_t seed = 0;
  Probability confidence{0.95};
};

// The scenario at one point, or every problem with its place.
Result<Scenario> scenario_at(const ScenarioText&, const Grid&, std::size_t point);

// Loads the scenario at each point. The problems: of any of them, those that several points have once.
Result<std::vector<PlannedPoint>> plan_points(const ScenarioText&, const Grid&);

// Takes points that have finished, in that order. False: no further one begins.
using PointsFinished = std::function<bool(std::vector<SweptPoint>&&)>;

// Runs these points, each of which loads, and tells what has finished: all at once since the last call, one
// call at a time, on a thread of its own, so that points go on while these are stored. When it is stopped
// from outside, points that are under way are given up.
void run_sweep(const ScenarioText&, const Grid&, const std::vector<std::size_t>& points,
               const ExperimentOptions&, const PointsFinished& finished);

}  // namespace portsim
