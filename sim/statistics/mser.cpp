#include "sim/statistics/mser.hpp"

#include <cassert>
#include <cstddef>

namespace portsim {

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

// From the last value back, so that one look at each is enough: the mean of those from n on and their squared
// distances from it (B. P. Welford, Technometrics 1962).
Truncation mser(std::span<const double> means) {
  assert(means.size() >= 2);
  Truncation best;
  double mean = 0;
  double squares = 0;
  for (std::size_t n = means.size(); n-- > 0;) {
    const double left = static_cast<double>(means.size() - n);
    const double distance = means[n] - mean;
    mean += distance / left;
    squares += distance * (means[n] - mean);
    const double statistic = squares / (left * left);
    const bool is_first = best.values == 0;
    if (n <= means.size() / 2 && (is_first || statistic <= best.statistic))
      best = {static_cast<int>(n), static_cast<int>(means.size()), statistic, mean};
  }
  return best;
}

}  // namespace portsim
