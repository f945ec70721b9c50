// The mean of independent values, one a replication, with Student's interval.
#pragma once

#include <span>

#include "models/vocabulary/probability.hpp"

#include "sim/statistics/estimate.hpp"

namespace portsim {

// At least one value. A single one has no interval.
Estimate mean_estimate(std::span<const double> values, Probability confidence);

// The value that Student's t stays below with this probability.
double student_quantile(int degrees_of_freedom, double probability);

// The same for an interval that leaves out as much above as below: half its width, in standard errors.
double two_sided_student_quantile(int degrees_of_freedom, Probability confidence);

// How likely Student's t is as far from zero as `value`, or farther.
double two_sided_student_chance(int degrees_of_freedom, double value);

}  // namespace portsim
