#include "sim/statistics/chance_estimate.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

constexpr Probability confidence{0.95};

}  // namespace

TEST_CASE("Seven of a thousand have the interval of Clopper and Pearson", "[statistics]") {
  const Estimate estimate = chance_estimate({.times = 7, .trials = 1000}, confidence);
  CHECK(estimate.mean == 0.007);
  CHECK(estimate.low.value() == Approx(0.002818858760).epsilon(1e-9));
  CHECK(estimate.high.value() == Approx(0.014369194979).epsilon(1e-9));
  CHECK_FALSE(estimate.is_upper_bound);
}

TEST_CASE("What never happened has a one-sided bound, near the rule of three", "[statistics]") {
  const Estimate estimate = chance_estimate({.times = 0, .trials = 1000}, confidence);
  CHECK(estimate.mean == 0);
  CHECK(estimate.low == 0.0);
  CHECK(estimate.high.value() == Approx(0.002991249545).epsilon(1e-9));
  CHECK(estimate.is_upper_bound);
}

TEST_CASE("What happened every time is the opposite of what never did", "[statistics]") {
  const Estimate estimate = chance_estimate({.times = 1000, .trials = 1000}, confidence);
  CHECK(estimate.mean == 1);
  CHECK(estimate.low.value() == Approx(1 - 0.002991249545).epsilon(1e-9));
  CHECK(estimate.high == 1.0);
}
