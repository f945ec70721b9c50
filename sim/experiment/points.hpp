// Several scenarios, each with its replications: the points of a sweep, both sides of a comparison, or one
// scenario alone. All share one pool of threads, so that the last replications of a point leave no core idle.
// What a point comes to depends on its own scenario only: not on threads, on other points or on their order.
#pragma once

#include <cstddef>
#include <functional>
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
};

// False: that is enough, nothing further begins.
using PointFinished = std::function<bool(PointTallies&&)>;

// How many replications a point needs in all, when those that have run came to these tallies; as many as
// there are: enough.
using ReplicationsWanted = std::function<int(const Scenario&, const Tallies&)>;

// Calls `finished` when the last replication of a point is done, one call at a time, on any thread, in the
// order in which points finish; after a stop also for the points that were under way. The scenarios must
// outlive the call.
void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions&,
                const PointFinished& finished);

// Asks `wanted`, from any thread, one call at a time, where the other asks the scenario's `precision`. A
// point begins with its scenario's replications.
void run_points(const std::vector<const Scenario*>& points, const ExperimentOptions&,
                const ReplicationsWanted& wanted, const PointFinished& finished);

}  // namespace portsim
