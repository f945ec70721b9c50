#include "models/analytic/one_look.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "models/analytic/poisson.hpp"

namespace portsim {

namespace {

// Gauss-Legendre with eight points on each of `panels` equal parts.
template <class Function>
double integral(const Function& function, double from, double to, int panels) {
  constexpr std::array<double, 4> nodes = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                           0.9602898564975363};
  constexpr std::array<double, 4> weights = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                             0.1012285362903763};
  const double half = (to - from) / (2 * panels);
  double sum = 0;
  for (int panel = 0; panel < panels; ++panel) {
    const double middle = from + (2 * panel + 1) * half;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      sum += weights[i] * (function(middle - nodes[i] * half) + function(middle + nodes[i] * half));
    }
  }
  return sum * half;
}

// P(Gamma(attempts, rate) <= lease): that many further attempts are made before the lease ends.
double returns_within(std::int64_t attempts, double rate, const RandomLease& lease) {
  const double certain = poisson_tail(attempts, rate * lease.constant);
  if (!lease.rest_exceeds) return certain;
  const double shape = static_cast<double>(attempts);
  const double mean = shape / rate;
  const double deviation = std::sqrt(shape) / rate;
  const double from = std::max(lease.constant, mean - 10 * deviation);
  const double to = mean + 10 * deviation + 40 / rate;
  if (from >= to) return certain;
  const auto density = [&](double t) {
    return rate * poisson_probability(attempts - 1, rate * t) * lease.rest_exceeds(t - lease.constant);
  };
  constexpr int panels = 40;  // about half a standard deviation each
  return std::min(1.0, certain + integral(density, from, to, panels));
}

}  // namespace

std::vector<double> cursor_return_probabilities(const CursorPace& pace, const RandomLease& lease,
                                                std::int64_t laps_max) {
  assert(pace.ports > 0 && pace.rate > 0);
  constexpr double negligible = 1e-16;
  std::vector<double> probabilities;
  for (std::int64_t lap = 1; lap <= laps_max; ++lap) {
    const double probability = returns_within(lap * pace.ports, pace.rate, lease);
    probabilities.push_back(probability);
    if (probability < negligible) break;
  }
  return probabilities;
}

double cursor_returns_mean(const std::vector<double>& return_probabilities) {
  double mean = 0;
  for (const double probability : return_probabilities) mean += probability;
  return mean;
}

double cursor_failure_fraction(double share, double returns_mean) {
  assert(share >= 0 && share <= 1 && returns_mean >= 0);
  return share * returns_mean / (1 + share * returns_mean);
}

// The port is free towards the destination in lap l unless a connection of an earlier lap j, one that found
// it free and was made with the destination's share, still keeps it in lap l: at most one can.
double cursor_failures_from_empty(PortCount ports, double share,
                                  const std::vector<double>& return_probabilities, double attempts_mean) {
  std::vector<double> free_in_lap;
  double failures = 0;
  double beyond = attempts_mean;  // attempts made after the laps so far, on average
  constexpr double negligible = 1e-12;
  while (beyond > negligible * attempts_mean) {
    const std::size_t lap = free_in_lap.size();
    double taken = 0;
    for (std::size_t j = 1; j <= std::min(lap, return_probabilities.size()); ++j) {
      taken += share * free_in_lap[lap - j] * return_probabilities[j - 1];
    }
    free_in_lap.push_back(1 - taken);
    const double still_beyond =
        poisson_excess_mean(static_cast<std::int64_t>(lap + 1) * ports, attempts_mean);
    failures += share * taken * (beyond - still_beyond);
    beyond = still_beyond;
  }
  return failures;
}

double random_once_failure_fraction(double load_per_port) {
  assert(load_per_port >= 0);
  return load_per_port / (1 + load_per_port);
}

}  // namespace portsim
