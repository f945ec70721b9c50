#include "sim/statistics/mser.hpp"

#include <cassert>
#include <cstddef>

namespace portsim {

namespace {

// Of all values from one on.
Truncation without_first(std::span<const double> means, std::size_t discarded) {
  const double left = static_cast<double>(means.size() - discarded);
  double sum = 0;
  for (std::size_t n = discarded; n < means.size(); ++n) sum += means[n];
  const double mean = sum / left;
  double squares = 0;
  for (std::size_t n = discarded; n < means.size(); ++n) squares += (means[n] - mean) * (means[n] - mean);
  return {static_cast<int>(discarded), static_cast<int>(means.size()), squares / (left * left), mean};
}

}  // namespace

std::vector<double> means_of_five(std::span<const double> values) {
  constexpr std::size_t size = 5;
  std::vector<double> means;
  for (std::size_t first = 0; first + size <= values.size(); first += size) {
    double sum = 0;
    for (std::size_t n = first; n < first + size; ++n) sum += values[n];
    means.push_back(sum / size);
  }
  return means;
}

Truncation mser(std::span<const double> means) {
  assert(means.size() >= 2);
  Truncation best = without_first(means, 0);
  for (std::size_t discarded = 1; discarded <= means.size() / 2; ++discarded) {
    const Truncation other = without_first(means, discarded);
    if (other.statistic < best.statistic) best = other;
  }
  return best;
}

}  // namespace portsim
