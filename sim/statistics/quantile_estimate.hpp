// A quantile of independent values, one a replication, with an interval between two of the values themselves:
// whatever the distribution, so many of n values lie below its quantile as a binomial number says (order
// statistics; H. A. David and H. N. Nagaraja, Order Statistics, section 7.1). Some of the values may be known
// only to be larger than all others, such as a first failure that did not come within the run.
#pragma once

#include <optional>
#include <span>

#include "models/vocabulary/probability.hpp"

namespace portsim {

struct QuantileEstimate {
  double probability = 0;         // 0.5: the median
  std::optional<double> value{};  // nothing, here and below: larger than every value that is known
  std::optional<double> low{};    // of the interval
  std::optional<double> high{};   // likewise
  std::optional<double>
      coverage{};  // of the interval, at least what was asked for; nothing: too few values for one
};

// `known`: those of `count` independent values that are known, in any order. `count` is at least one, and
// neither probability is 0 or 1. Where a whole number of values lies below the quantile it is taken half-way
// between two.
QuantileEstimate quantile_estimate(std::span<const double> known, int count, Probability which,
                                   Probability confidence);

}  // namespace portsim
