// The only replication of an experiment, cut into batches for its intervals.
#pragma once

#include <optional>

#include "sim/engine/sim_time.hpp"
#include "sim/experiment/results.hpp"
#include "sim/experiment/tally_estimates.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// As it is counted; batches are merged afterwards.
inline constexpr int batches_counted = 240;

// There is one replication, of a load that stays, after which every port comes back.
bool is_cut_into_batches(const Scenario&);

// Of the n-th, counted from 0.
SimTime end_of_batch(const Scenario&, int n);

// Nothing: the run was not cut, or nothing in it is to be estimated.
std::optional<BatchMeans> batch_means_of(const Scenario&, const Tallies&);

}  // namespace portsim
