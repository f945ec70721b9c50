// Estimates, and thresholds laid beside them, as JSON, as every schema has them. What was not measured is
// null.
#pragma once

#include "models/vocabulary/probability.hpp"

#include "sim/experiment/results.hpp"
#include "sim/report/json_text.hpp"

namespace portsim {

// `count`: out of how many; a fraction of nothing is null.
Json fraction_json(const Estimate&, double count, Probability confidence);

Json failure_time_json(const FailureTime&, Probability confidence);

// With its quantiles: one that is null beside a `coverage` is later than the end of the run; without a
// coverage there are too few replications for an interval.
Json first_failure_json(const FailureTime&, Probability confidence);

Json thresholds_json(const Results&);

}  // namespace portsim
