#include "sim/statistics/ratio_estimate.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace portsim {

namespace {

RatioSample total_of(std::span<const RatioSample> replications) {
  RatioSample total;
  for (const RatioSample& sample : replications) {
    total.events += sample.events;
    total.trials += sample.trials;
  }
  return total;
}

// The largest fraction that would show no event in so many trials with probability 1 - confidence.
double bound_where_none_was_seen(double trials, const IntervalOptions& options) {
  const double independent_trials = trials / options.design_effect;
  return std::min(1.0, -std::log(1 - options.confidence.value()) / independent_trials);
}

// Residuals against the common ratio, multiplied out so that equal replications have none at all.
double standard_error(std::span<const RatioSample> replications, const RatioSample& total) {
  const double count = static_cast<double>(replications.size());
  double squares = 0;
  for (const RatioSample& sample : replications) {
    const double residual = (sample.events * total.trials - sample.trials * total.events) / total.trials;
    squares += residual * residual;
  }
  return std::sqrt(squares / (count - 1) / count) / (total.trials / count);
}

}  // namespace

Estimate ratio_estimate(std::span<const RatioSample> replications, const IntervalOptions& options) {
  assert(options.confidence.value() < 1 && options.design_effect > 0);
  const RatioSample total = total_of(replications);
  if (total.trials == 0) return {};
  const double mean = total.events / total.trials;
  if (options.is_deterministic) return {mean, mean, mean};
  if (total.events == 0) {
    return {mean, 0, bound_where_none_was_seen(total.trials, options), true};
  }
  if (total.events == total.trials) {
    return {mean, 1 - bound_where_none_was_seen(total.trials, options), 1};
  }
  if (replications.size() == 1) return {mean};

  const double error = standard_error(replications, total);
  if (error == 0) return {mean};
  const double quantile =
      two_sided_student_quantile(static_cast<int>(replications.size()) - 1, options.confidence);
  const double rarer = std::min(mean, 1 - mean);
  const double factor = std::exp(quantile * error / rarer);
  const double least = rarer / factor;
  const double most = std::min(1.0, rarer * factor);
  if (mean <= 0.5) return {mean, least, most};
  return {mean, 1 - most, 1 - least};
}

}  // namespace portsim
