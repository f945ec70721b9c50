#include "sim/statistics/batch_means.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>

namespace portsim {

namespace {

// Multiplied out, so that equal samples have none at all.
std::vector<double> residuals_of(std::span<const RatioSample> samples) {
  RatioSample total;
  for (const RatioSample& sample : samples) {
    total.events += sample.events;
    total.trials += sample.trials;
  }
  std::vector<double> residuals;
  for (const RatioSample& sample : samples)
    residuals.push_back(sample.events * total.trials - sample.trials * total.events);
  return residuals;
}

}  // namespace

double lag_one_correlation(std::span<const RatioSample> samples) {
  const std::vector<double> residuals = residuals_of(samples);
  double squares = 0;
  double products = 0;
  for (std::size_t n = 0; n < residuals.size(); ++n) {
    squares += residuals[n] * residuals[n];
    if (n > 0) products += residuals[n - 1] * residuals[n];
  }
  return squares > 0 ? products / squares : 0;
}

// Of n independent samples it is about normal, with mean -1/n and variance 1/n (M. Bartlett, 1946).
bool are_correlated(std::span<const RatioSample> samples) {
  constexpr double normal_quantile_of_four_fifths = 0.8416212335729143;
  const double count = static_cast<double>(samples.size());
  return lag_one_correlation(samples) > -1 / count + normal_quantile_of_four_fifths / std::sqrt(count);
}

std::vector<RatioSample> merged(std::span<const RatioSample> samples, int together) {
  assert(together >= 1);
  const auto size = static_cast<std::size_t>(together);
  std::vector<RatioSample> batches(samples.size() / size);
  for (std::size_t n = 0; n < batches.size() * size; ++n) {
    batches[n / size].events += samples[n].events;
    batches[n / size].trials += samples[n].trials;
  }
  return batches;
}

std::optional<int> uncorrelated_together(std::span<const RatioSample> samples, int at_least) {
  const int most = static_cast<int>(samples.size()) / batches_min;
  for (int together = at_least; together <= most; together *= 2)
    if (!are_correlated(merged(samples, together))) return together;
  return std::nullopt;
}

}  // namespace portsim
