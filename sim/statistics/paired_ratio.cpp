#include "sim/statistics/paired_ratio.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <vector>

#include <boost/math/distributions/binomial.hpp>

#include "sim/statistics/mean_estimate.hpp"

namespace portsim {

namespace {

// One of the two: its ratio, and how much of it each replication adds or takes away.
struct Side {
  double ratio;
  std::vector<double> residuals;
};

std::vector<RatioSample> samples_of(std::span<const PairedSample> replications,
                                    RatioSample PairedSample::*side) {
  std::vector<RatioSample> samples;
  for (const PairedSample& sample : replications) samples.push_back(sample.*side);
  return samples;
}

// Multiplied out, so that equal replications have no residuals at all.
Side side_of(std::span<const PairedSample> replications, RatioSample PairedSample::*which) {
  const std::vector<RatioSample> samples = samples_of(replications, which);
  RatioSample total;
  for (const RatioSample& sample : samples) {
    total.events += sample.events;
    total.trials += sample.trials;
  }
  assert(total.trials > 0);
  Side side{total.events / total.trials, {}};
  const double share = total.trials / static_cast<double>(samples.size());
  for (const RatioSample& sample : samples)
    side.residuals.push_back((sample.events * total.trials - sample.trials * total.events) / total.trials /
                             share);
  return side;
}

// Standard error of factor_b * b - factor_a * a.
double standard_error(const Side& a, double factor_a, const Side& b, double factor_b) {
  const double count = static_cast<double>(a.residuals.size());
  double squares = 0;
  for (std::size_t n = 0; n < a.residuals.size(); ++n) {
    const double residual = factor_b * b.residuals[n] - factor_a * a.residuals[n];
    squares += residual * residual;
  }
  return std::sqrt(squares / (count - 1) / count);
}

// How often as many replications or more would differ in the same direction if each direction were as likely.
double chance_by_signs(std::span<const PairedSample> replications) {
  int rises = 0;
  int falls = 0;
  for (const auto& [a, b] : replications) {
    const double change = b.events * a.trials - a.events * b.trials;
    rises += change > 0;
    falls += change < 0;
  }
  if (rises + falls == 0) return 1;
  const boost::math::binomial direction{static_cast<double>(rises + falls), 0.5};
  return std::min(1.0, 2 * boost::math::cdf(direction, std::min(rises, falls)));
}

double quantile_for(double replications, Probability confidence) {
  constexpr double degrees_max = 1e6;  // beyond them Student's t is normal
  const double degrees = std::clamp(std::floor(replications) - 1, 1.0, degrees_max);
  return two_sided_student_quantile(static_cast<int>(degrees), confidence);
}

// B. L. Welch (1947): degrees of freedom of a difference of independent means.
double half_width_unpaired(const Side& a, const Side& b, Probability confidence) {
  const double count = static_cast<double>(a.residuals.size());
  const double variance_a = std::pow(standard_error(a, 1, b, 0), 2);
  const double variance_b = std::pow(standard_error(a, 0, b, 1), 2);
  const double variance = variance_a + variance_b;
  const double degrees =
      variance * variance * (count - 1) / (variance_a * variance_a + variance_b * variance_b);
  return quantile_for(degrees + 1, confidence) * std::sqrt(variance);
}

std::optional<double> correlation_of(const Side& a, const Side& b) {
  const auto product = [](const Side& x, const Side& y) {
    return std::inner_product(x.residuals.begin(), x.residuals.end(), y.residuals.begin(), 0.0);
  };
  const double squares = product(a, a) * product(b, b);
  if (squares == 0) return std::nullopt;
  return std::clamp(product(a, b) / std::sqrt(squares), -1.0, 1.0);
}

// Student's quantile depends on the answer, a little: a few rounds settle it.
double replications_to_show(double difference, double deviation, Probability confidence) {
  constexpr double normal_quantile_of_nine_tenths = 1.2815515655446004;
  double needed = 1000;
  for (int round = 0; round < 20; ++round) {
    const double reach = quantile_for(needed, confidence) + normal_quantile_of_nine_tenths;
    needed = std::max(2.0, std::ceil(std::pow(reach * deviation / difference, 2)));
  }
  return needed;
}

Estimate around(double mean, double half_width) {
  return {.mean = mean, .low = mean - half_width, .high = mean + half_width};
}

Estimate exactly(double value) {
  return {.mean = value, .low = value, .high = value};
}

// The delta method, on the logarithm.
Estimate ratio_between(const Side& a, const Side& b, double quantile) {
  const double ratio = b.ratio / a.ratio;
  if (ratio == 0) return exactly(0);  // b has none, and that is certain
  const double factor = std::exp(quantile * standard_error(a, 1 / a.ratio, b, 1 / b.ratio));
  return {.mean = ratio, .low = ratio / factor, .high = ratio * factor};
}

void add_intervals(PairedEstimate& estimate, const Side& a, const Side& b, double error,
                   Probability confidence) {
  const int degrees = static_cast<int>(a.residuals.size()) - 1;
  const double quantile = two_sided_student_quantile(degrees, confidence);
  const double difference = estimate.difference.mean;
  estimate.difference = around(difference, quantile * error);
  if (a.ratio > 0) estimate.ratio = ratio_between(a, b, quantile);
  estimate.chance = two_sided_student_chance(degrees, difference / error);
  estimate.narrowing = half_width_unpaired(a, b, confidence) / (quantile * error);
  if (difference != 0 && !estimate.is_sure(confidence)) {
    const double deviation = error * std::sqrt(degrees + 1.0);
    estimate.replications_needed = replications_to_show(std::abs(difference), deviation, confidence);
  }
}

std::optional<Estimate> ratio_of_bounds(const Estimate& a, const Estimate& b) {
  if (a.mean == 0 && b.mean == 0) return std::nullopt;
  Estimate ratio{a.mean == 0 ? std::numeric_limits<double>::infinity() : b.mean / a.mean};
  if (b.low && a.high && *a.high > 0) ratio.low = *b.low / *a.high;
  if (b.high && a.low && *a.low > 0) ratio.high = *b.high / *a.low;
  return ratio;
}

PairedEstimate from_bounds(std::span<const PairedSample> replications, IntervalOptions of_a,
                           IntervalOptions of_b) {
  for (IntervalOptions* options : {&of_a, &of_b})
    options->confidence = Probability{(1 + options->confidence.value()) / 2};
  const Estimate a = ratio_estimate(samples_of(replications, &PairedSample::a), of_a);
  const Estimate b = ratio_estimate(samples_of(replications, &PairedSample::b), of_b);
  PairedEstimate estimate;
  estimate.difference.mean = b.mean - a.mean;
  if (b.low && a.high) estimate.difference.low = *b.low - *a.high;
  if (b.high && a.low) estimate.difference.high = *b.high - *a.low;
  estimate.ratio = ratio_of_bounds(a, b);
  if (replications.size() > 1) estimate.chance = chance_by_signs(replications);
  return estimate;
}

// Random, yet without a spread: nothing but a bound says how far it may be from the truth.
bool is_all_or_none(const Side& side, const IntervalOptions& options) {
  return !options.is_deterministic && (side.ratio == 0 || side.ratio == 1);
}

}  // namespace

PairedEstimate paired_ratio(std::span<const PairedSample> replications, Probability confidence,
                            bool is_deterministic) {
  const Side a = side_of(replications, &PairedSample::a);
  const Side b = side_of(replications, &PairedSample::b);
  PairedEstimate estimate;
  estimate.difference.mean = b.ratio - a.ratio;
  if (a.ratio > 0) {
    estimate.ratio = Estimate{b.ratio / a.ratio};
  } else if (b.ratio > 0) {
    estimate.ratio = Estimate{std::numeric_limits<double>::infinity()};
  }
  if (is_deterministic) {
    estimate.difference = exactly(estimate.difference.mean);
    if (a.ratio > 0) estimate.ratio = exactly(estimate.ratio->mean);
    estimate.chance = estimate.difference.mean == 0 ? 1 : 0;
    return estimate;
  }
  if (replications.size() == 1) return estimate;
  estimate.correlation = correlation_of(a, b);
  if (const double error = standard_error(a, 1, b, 1); error > 0) {
    add_intervals(estimate, a, b, error, confidence);
  } else {
    estimate.chance = chance_by_signs(replications);
  }
  return estimate;
}

PairedEstimate paired_fraction(std::span<const PairedSample> replications, const IntervalOptions& a,
                               const IntervalOptions& b) {
  if (is_all_or_none(side_of(replications, &PairedSample::a), a) ||
      is_all_or_none(side_of(replications, &PairedSample::b), b))
    return from_bounds(replications, a, b);
  return paired_ratio(replications, a.confidence, a.is_deterministic && b.is_deterministic);
}

}  // namespace portsim
