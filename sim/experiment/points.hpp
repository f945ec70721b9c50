// Several scenarios, each with its replications: the points of a sweep, both sides of a comparison, or one
// scenario alone. All share one pool of threads, so that the last replications of a point leave no core idle.
// What a point comes to depends on its own scenario only: not on threads, on other points or on their order.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/tally_estimates.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct PointTallies {
  std::size_t point = 0;  // an index
  Tallies tallies;        // one a replication, in their order
  // False: stopped early; the tallies are those of the replications counted from the first that finished
  // without a gap.
  bool is_whole = true;
  const Scenario* scenario = nullptr;  // for as long as the call lasts
};

// Called when the last replication of a point is done, on any thread, of several points at once, in the order
// in which they finish; after a stop also for the points that were under way. False: that is enough, nothing
// further begins.
using PointFinished = std::function<bool(PointTallies&&)>;

// How many replications a point needs in all, when those that have run came to these tallies; as many as
// there are: enough. Asked on any thread, of several points at once.
using ReplicationsWanted = std::function<int(const Scenario&, const Tallies&)>;

// The scenario of a point, asked for on any thread when its first replication is to begin, of several points
// at once, and kept until the point is finished. Null: no further point begins.
using PointSource = std::function<std::shared_ptr<const Scenario>(std::size_t point)>;

// Each has its scenario's replications, or as many as its `precision` takes. The scenarios must outlive the
// call.
void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions&,
                const PointFinished& finished);

// Asks `wanted` where the other asks the scenario's `precision`. A point begins with its scenario's
// replications.
void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions&,
                const ReplicationsWanted& wanted, const PointFinished& finished);

// Points 0 to `count` - 1, of which only those that are under way are in memory. Progress counts the
// replications of those that have begun, and all points in its fraction.
void run_points(std::size_t count, const PointSource&, const ExperimentOptions&,
                const PointFinished& finished);

}  // namespace portsim
