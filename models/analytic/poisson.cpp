#include "models/analytic/poisson.hpp"

#include <cassert>
#include <cmath>
#include <limits>

namespace portsim {

namespace {

// ln n! less Stirling's formula n ln n - n + ln(2 pi n)/2, for n >= 1.
double stirling_error(double n) {
  constexpr double series_from = 16;
  if (n < series_from) {
    constexpr double half_log_two_pi = 0.918938533204672742;
    double factorial = 1;
    for (double k = 2; k <= n; ++k) factorial *= k;
    return std::log(factorial) - (n + 0.5) * std::log(n) + n - half_log_two_pi;
  }
  const double square = n * n;
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - 1.0 / 1680 / square) / square) / square) / n;
}

// n ln(n/mean) + mean - n without cancellation where the two are close: with v = (n - mean)/(n + mean),
// n ln(n/mean) = 2 n (v + v^3/3 + v^5/5 + ...).
double deviance(double n, double mean) {
  const double difference = n - mean;
  if (std::fabs(difference) > 0.1 * (n + mean)) return n * std::log(n / mean) - difference;
  const double v = difference / (n + mean);
  double sum = difference * v;
  double term = 2 * n * v;
  for (int k = 3;; k += 2) {
    term *= v * v;
    const double next = sum + term / k;
    if (next == sum) return sum;
    sum = next;
  }
}

constexpr double negligible = std::numeric_limits<double>::epsilon() / 8;

// Sum over k >= count of weight(k - count) P(N == k), where count > mean: the terms fall off.
template <class Weight>
double sum_upwards(std::int64_t count, double mean, Weight weight) {
  double probability = poisson_probability(count, mean);
  double sum = weight(0) * probability;
  for (std::int64_t k = count + 1;; ++k) {
    probability *= mean / static_cast<double>(k);
    const double term = weight(k - count) * probability;
    sum += term;
    if (term <= negligible * sum) return sum;
  }
}

// Sum over k <= count of weight(count - k) P(N == k), where count <= mean.
template <class Weight>
double sum_downwards(std::int64_t count, double mean, Weight weight) {
  double probability = poisson_probability(count, mean);
  double sum = weight(0) * probability;
  for (std::int64_t k = count; k > 0; --k) {
    probability *= static_cast<double>(k) / mean;
    const double term = weight(count - k + 1) * probability;
    sum += term;
    if (term <= negligible * sum) break;
  }
  return sum;
}

double one(std::int64_t) {
  return 1;
}
double distance_and_one(std::int64_t distance) {
  return static_cast<double>(distance + 1);
}

}  // namespace

double poisson_probability(std::int64_t count, double mean) {
  assert(count >= 0 && mean >= 0 && std::isfinite(mean));
  if (count == 0) return std::exp(-mean);
  if (mean == 0) return 0;
  constexpr double two_pi = 6.283185307179586477;
  const double n = static_cast<double>(count);
  return std::exp(-stirling_error(n) - deviance(n, mean)) / std::sqrt(two_pi * n);
}

double poisson_tail(std::int64_t count, double mean) {
  if (count <= 0) return 1;
  if (static_cast<double>(count) > mean) return sum_upwards(count, mean, one);
  return 1 - sum_downwards(count - 1, mean, one);
}

double poisson_excess_mean(std::int64_t count, double mean) {
  assert(count >= 0);
  const double n = static_cast<double>(count);
  if (n >= mean) return sum_upwards(count + 1, mean, distance_and_one);
  const double shortfall = count == 0 ? 0 : sum_downwards(count - 1, mean, distance_and_one);
  return mean - n + shortfall;
}

}  // namespace portsim
