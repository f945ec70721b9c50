#include "sim/theory/lease_law.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

namespace {

double normal_cumulative(double z) {
  return std::erfc(-z / std::sqrt(2.0)) / 2;
}

LeaseLaw exponential_rest(double mean) {
  return {.rest_mean = mean,
          .rest_variance = mean * mean,
          .rest_exceeds = [=](double t) { return std::exp(-t / mean); },
          .rest_excess_mean = [=](double t) { return mean * std::exp(-t / mean); },
          .rest_characteristic =
              [=](double w) {
                return 1.0 / std::complex<double>{1, -w * mean};
              }};
}

LeaseLaw uniform_rest(double length) {
  const auto left = [=](double t) { return std::max(0.0, length - t); };
  return {.rest_mean = length / 2,
          .rest_variance = length * length / 12,
          .rest_exceeds = [=](double t) { return left(t) / length; },
          .rest_excess_mean = [=](double t) { return left(t) * left(t) / (2 * length); },
          .rest_characteristic =
              [=](double w) {
                const double half = w * length / 2;
                return std::polar(1.0, half) * (half == 0 ? 1 : std::sin(half) / half);
              }};
}

// No closed form is known: by the trapezoidal rule over the logarithm's normal density, which converges
// faster than any power of the step.
std::complex<double> lognormal_characteristic(double location, double sigma, double w) {
  constexpr double step = 1.0 / 128;
  constexpr int steps = 1024;  // to eight standard deviations on each side
  std::complex<double> sum = 0;
  double weights = 0;
  for (int n = -steps; n <= steps; ++n) {
    const double z = n * step;
    const double weight = std::exp(-z * z / 2);
    sum += weight * std::polar(1.0, w * std::exp(location + sigma * z));
    weights += weight;
  }
  return sum / weights;
}

// The excess is the Black-Scholes formula: the mean of a lognormal variable above a strike.
LeaseLaw lognormal_rest(double mean, double coefficient_of_variation) {
  const double sigma = std::sqrt(std::log1p(coefficient_of_variation * coefficient_of_variation));
  const double location = std::log(mean) - sigma * sigma / 2;
  const auto score = [=](double t) { return (location - std::log(t)) / sigma; };
  return {.rest_mean = mean,
          .rest_variance = mean * mean * coefficient_of_variation * coefficient_of_variation,
          .rest_exceeds = [=](double t) { return t <= 0 ? 1 : normal_cumulative(score(t)); },
          .rest_excess_mean =
              [=](double t) {
                if (t <= 0) return mean;
                return mean * normal_cumulative(score(t) + sigma) - t * normal_cumulative(score(t));
              },
          .rest_characteristic = [=](double w) { return lognormal_characteristic(location, sigma, w); }};
}

Duration constant_part_of(const HoldingTimeSpec& holds) {
  return std::visit(overloaded{[](const ConstantHold& hold) { return hold.length; },
                               [](const ExponentialHold&) { return Duration::zero(); },
                               [](const UniformHold& hold) { return hold.shortest; },
                               [](const LognormalHold& hold) {
                                 return hold.coefficient_of_variation > 0 ? Duration::zero() : hold.mean;
                               },
                               [](const HoldForever&) { return forever; }},
                    holds);
}

LeaseLaw rest_of(const HoldingTimeSpec& holds) {
  const double mean = in_seconds(mean_of(holds) - constant_part_of(holds));
  if (mean == 0) return {};
  return std::visit(overloaded{[](const ConstantHold&) { return LeaseLaw{}; },
                               [&](const ExponentialHold&) { return exponential_rest(mean); },
                               [&](const UniformHold&) { return uniform_rest(2 * mean); },
                               [&](const LognormalHold& hold) {
                                 return lognormal_rest(mean, hold.coefficient_of_variation);
                               },
                               [](const HoldForever&) { return LeaseLaw{}; }},
                    holds);
}

}  // namespace

double LeaseLaw::excess_mean(double seconds) const {
  if (seconds <= constant) return mean() - seconds;
  return rest_excess_mean ? rest_excess_mean(seconds - constant) : 0;
}

std::complex<double> LeaseLaw::characteristic(double radians_per_second) const {
  const std::complex<double> turned = std::polar(1.0, radians_per_second * constant);
  return rest_characteristic ? turned * rest_characteristic(radians_per_second) : turned;
}

LeaseLaw lease_law(const HoldingTimeSpec& holds, Duration besides_hold) {
  LeaseLaw law = rest_of(holds);
  law.constant = in_seconds(constant_part_of(holds) + besides_hold);
  return law;
}

}  // namespace portsim
