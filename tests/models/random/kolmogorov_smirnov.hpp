// The Kolmogorov-Smirnov test of a sample against a continuous distribution.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace portsim {

// sqrt(n) times the largest distance between the sample's distribution and the theory's. For large n it
// exceeds x with probability 2 exp(-2 x^2) (Kolmogorov, 1933).
inline double kolmogorov_smirnov(std::vector<double> sample,
                                 const std::function<double(double)>& cumulative) {
  std::sort(sample.begin(), sample.end());
  const double n = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double expected = cumulative(sample[i]);
    distance = std::max(
        {distance, static_cast<double>(i + 1) / n - expected, expected - static_cast<double>(i) / n});
  }
  return std::sqrt(n) * distance;
}

// Exceeded by chance once in a million tests: 2 exp(-2 * 2.694^2) = 1e-6.
inline constexpr double once_in_a_million = 2.694;

}  // namespace portsim
