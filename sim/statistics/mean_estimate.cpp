#include "sim/statistics/mean_estimate.hpp"

#include <cassert>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace portsim {

double student_quantile(int degrees_of_freedom, double probability) {
  assert(degrees_of_freedom >= 1 && probability > 0 && probability < 1);
  return boost::math::quantile(boost::math::students_t{static_cast<double>(degrees_of_freedom)}, probability);
}

double two_sided_student_quantile(int degrees_of_freedom, Probability confidence) {
  return student_quantile(degrees_of_freedom, (1 + confidence.value()) / 2);
}

double two_sided_student_chance(int degrees_of_freedom, double value) {
  const boost::math::students_t distribution{static_cast<double>(degrees_of_freedom)};
  return 2 * boost::math::cdf(boost::math::complement(distribution, std::abs(value)));
}

Estimate mean_estimate(std::span<const double> values, Probability confidence) {
  assert(!values.empty());
  const double count = static_cast<double>(values.size());
  Estimate estimate;
  for (const double value : values) estimate.mean += value;
  estimate.mean /= count;
  if (values.size() == 1) return estimate;

  double squares = 0;
  for (const double value : values) squares += (value - estimate.mean) * (value - estimate.mean);
  const double standard_error = std::sqrt(squares / (count - 1) / count);
  const double half =
      two_sided_student_quantile(static_cast<int>(values.size()) - 1, confidence) * standard_error;
  estimate.low = estimate.mean - half;
  estimate.high = estimate.mean + half;
  return estimate;
}

}  // namespace portsim
