#include "sim/statistics/quantile_estimate.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include <boost/math/distributions/binomial.hpp>

namespace portsim {

namespace {

// The values in order, counted from 1; nothing for those that are not known.
class OrderedValues {
 public:
  explicit OrderedValues(std::span<const double> known) : values_(known.begin(), known.end()) {
    std::sort(values_.begin(), values_.end());
  }

  std::optional<double> at(int rank) const {
    const auto index = static_cast<std::size_t>(rank - 1);
    return index < values_.size() ? std::optional{values_[index]} : std::nullopt;
  }

 private:
  std::vector<double> values_;
};

std::optional<double> sample_quantile(const OrderedValues& values, int count, double probability) {
  const double below = count * probability;
  const double whole = std::nearbyint(below);
  const bool is_whole = std::abs(below - whole) < 1e-9 * count;
  const int rank = static_cast<int>(is_whole ? whole : std::ceil(below));
  const auto value = values.at(std::clamp(rank, 1, count));
  const auto next = is_whole && rank >= 1 && rank < count ? values.at(rank + 1) : value;
  if (!value || !next) return std::nullopt;
  return *value + (*next - *value) / 2;
}

// How many of the numbers 0, 1, ..., count - 1 the binomial number is at most with a probability below this.
int numbers_below(const boost::math::binomial& below_quantile, int count, double probability) {
  int least = 0;
  int most = count;
  while (least < most) {
    const int middle = least + (most - least) / 2;
    if (boost::math::cdf(below_quantile, middle) <= probability)
      least = middle + 1;
    else
      most = middle;
  }
  return least;
}

}  // namespace

QuantileEstimate quantile_estimate(std::span<const double> known, int count, Probability which,
                                   Probability confidence) {
  const double probability = which.value();
  assert(count >= 1 && static_cast<std::size_t>(count) >= known.size());
  assert(probability > 0 && probability < 1 && confidence.value() < 1);
  const OrderedValues values{known};
  QuantileEstimate estimate{.probability = probability, .value = sample_quantile(values, count, probability)};

  const boost::math::binomial below_quantile{static_cast<double>(count), probability};
  const double outside = (1 - confidence.value()) / 2;
  const int low = numbers_below(below_quantile, count, outside);
  const int high = numbers_below(below_quantile, count, 1 - outside) + 1;
  if (low < 1 || high > count) return estimate;
  estimate.low = values.at(low);
  estimate.high = values.at(high);
  estimate.coverage = boost::math::cdf(below_quantile, high - 1) - boost::math::cdf(below_quantile, low - 1);
  return estimate;
}

}  // namespace portsim
