// The chance of something that happens or does not in each of some independent trials, such as any failure in
// a replication: the fraction in which it happened, with the exact binomial interval (C. Clopper and E.
// Pearson, Biometrika 1934). Not for successive connects, which are not independent: ratio_estimate.hpp.
#pragma once

#include "models/vocabulary/probability.hpp"

#include "sim/statistics/estimate.hpp"

namespace portsim {

struct Happened {
  int times;
  int trials;  // at least one
};

// Never, or every time: a one-sided bound.
Estimate chance_estimate(const Happened&, Probability confidence);

}  // namespace portsim
