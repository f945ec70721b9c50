// Whether what was found meets what was demanded.
#pragma once

#include "sim/experiment/results.hpp"
#include "sim/scenario/threshold.hpp"

namespace portsim {

// By the point estimate; uncertain when the interval straddles the threshold. A first failure that never came
// is later than any time.
ThresholdResult judge(const Threshold& threshold, const Results& results);

}  // namespace portsim
