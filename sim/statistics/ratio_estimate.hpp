// A fraction over replications, such as failures of all attempts: total events over total trials, with an
// interval from how the replications differ. Trials of one replication are not independent of each other, so
// that a binomial interval would be far too narrow (A. Law, Simulation Modeling and Analysis, on ratio
// estimators).
#pragma once

#include <span>

#include "models/vocabulary/probability.hpp"

#include "sim/statistics/estimate.hpp"
#include "sim/statistics/mean_estimate.hpp"

namespace portsim {

struct RatioSample {  // of one replication
  double events = 0;
  double trials = 0;
};

struct IntervalOptions {
  Probability confidence{0.95};
  double design_effect = 1;       // how many successive trials are worth one independent trial
  bool is_deterministic = false;  // nothing is random: every replication is the same
};

// The interval is taken on the logarithm of the rarer of the two outcomes, so it never leaves 0 to 1.
// - No event, or nothing but events: a one-sided bound from the number of trials ("rule of three").
// - One replication otherwise, or no trials: no interval.
// - Nothing is random: low == mean == high.
// - Replications that differ, but by chance not in this fraction: no interval.
Estimate ratio_estimate(std::span<const RatioSample> replications, const IntervalOptions&);

}  // namespace portsim
