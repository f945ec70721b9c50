// The Poisson law, for counts of attempts in a given time: sums of positive terms only, so that small results
// keep their digits. (Point probabilities: C. Loader, Fast and accurate computation of binomial
// probabilities, 2000.)
#pragma once

#include <cstdint>

namespace portsim {

double poisson_probability(std::int64_t count, double mean);  // N == count
double poisson_tail(std::int64_t count, double mean);         // N >= count
double poisson_excess_mean(std::int64_t count, double mean);  // E max(0, N - count)

}  // namespace portsim
