#include "sim/statistics/quantile_estimate.hpp"

#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

using namespace portsim;

namespace {

constexpr Probability confidence{0.95};

// 1, 2, ..., so that a value is its rank.
std::vector<double> ranks(int count) {
  std::vector<double> values(static_cast<std::size_t>(count));
  std::iota(values.rbegin(), values.rend(), 1.0);
  return values;
}

QuantileEstimate of_ranks(int known, int count, double probability) {
  return quantile_estimate(ranks(known), count, Probability{probability}, confidence);
}

void check_interval(const QuantileEstimate& estimate, double low, double high, double coverage) {
  CHECK(estimate.low == low);
  CHECK(estimate.high == high);
  CHECK(estimate.coverage.value() == Approx(coverage).margin(5e-4));
}

}  // namespace

TEST_CASE("The interval of a quantile has the ranks and the coverage of the binomial tables",
          "[statistics]") {
  check_interval(of_ranks(50, 50, 0.5), 18, 33, 0.967);
  check_interval(of_ranks(20, 20, 0.5), 6, 15, 0.959);
  check_interval(of_ranks(100, 100, 0.9), 84, 96, 0.956);
  check_interval(of_ranks(100, 100, 0.1), 5, 17, 0.956);
}

TEST_CASE("A quantile is a value of the sample, or half-way between two", "[statistics]") {
  CHECK(of_ranks(21, 21, 0.5).value == 11);
  CHECK(of_ranks(20, 20, 0.5).value == 10.5);
  CHECK(of_ranks(20, 20, 0.9).value == 18.5);
  CHECK(of_ranks(20, 20, 0.1).value == 2.5);
  CHECK(of_ranks(1, 1, 0.5).value == 1);
}

TEST_CASE("Too few values have a quantile and no interval", "[statistics]") {
  // The median lies outside all of five values once in sixteen times, outside six once in thirty-two.
  CHECK_FALSE(of_ranks(5, 5, 0.5).coverage);
  CHECK_FALSE(of_ranks(5, 5, 0.5).low);
  check_interval(of_ranks(6, 6, 0.5), 1, 6, 0.96875);
  CHECK_FALSE(of_ranks(20, 20, 0.9).coverage);
}

TEST_CASE("Values that are not known are larger than all others", "[statistics]") {
  const QuantileEstimate half_known = of_ranks(10, 20, 0.5);
  CHECK_FALSE(half_known.value);
  CHECK(half_known.low == 6);
  CHECK_FALSE(half_known.high);
  CHECK(half_known.coverage.value() == Approx(0.959).margin(5e-4));

  const QuantileEstimate most_known = of_ranks(14, 20, 0.5);
  CHECK(most_known.value == 10.5);
  CHECK_FALSE(most_known.high);

  const QuantileEstimate few_known = of_ranks(5, 20, 0.5);
  CHECK_FALSE(few_known.low);
  CHECK(few_known.coverage);
  CHECK_FALSE(of_ranks(0, 20, 0.5).value);
}

// 4,000 intervals that cover with 95.9 % do so 3,786 to 3,886 times but for one seed in 10,000.
TEST_CASE("The interval covers the true median as often as it says, whatever the distribution",
          "[statistics]") {
  RandomStream random{{.seed = 7, .replication = 0, .purpose = StreamPurpose::holds, .owner = "values"}};
  int covered = 0;
  for (int experiment = 0; experiment < 4'000; ++experiment) {
    std::vector<double> values;
    for (int n = 0; n < 20; ++n) values.push_back(uniform_unit(random));
    const QuantileEstimate estimate = quantile_estimate(values, 20, Probability{0.5}, confidence);
    covered += *estimate.low <= 0.5 && 0.5 <= *estimate.high;
  }
  CHECK(covered >= 3'786);
  CHECK(covered <= 3'886);
}
