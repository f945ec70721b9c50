#include "sim/statistics/mean_estimate.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("Student's 0.975 points are those of the tables", "[statistics]") {
  struct Row {
    int degrees;
    double point;
  };
  const Row row = GENERATE(values<Row>({{1, 12.706204736},
                                        {4, 2.776445105},
                                        {9, 2.262157163},
                                        {19, 2.093024054},
                                        {29, 2.045229642},
                                        {99, 1.984216952}}));
  CHECK(student_quantile(row.degrees, 0.975) == Approx(row.point).epsilon(1e-9));
  CHECK(two_sided_student_quantile(row.degrees, Probability{0.95}) == Approx(row.point).epsilon(1e-9));
}

TEST_CASE("A mean lies amid Student's interval", "[statistics]") {
  // Mean 3, variance 2.5, so a standard error of sqrt(0.5).
  const Estimate estimate = mean_estimate(std::vector<double>{1, 2, 3, 4, 5}, Probability{0.95});
  CHECK(estimate.mean == Approx(3));
  CHECK(*estimate.low == Approx(3 - 2.776445105 * std::sqrt(0.5)).epsilon(1e-9));
  CHECK(*estimate.high == Approx(3 + 2.776445105 * std::sqrt(0.5)).epsilon(1e-9));
  CHECK_FALSE(estimate.is_upper_bound);
}

TEST_CASE("A single value has a mean and no interval", "[statistics]") {
  const Estimate estimate = mean_estimate(std::vector<double>{198.8}, Probability{0.95});
  CHECK(estimate.mean == 198.8);
  CHECK_FALSE(estimate.low);
  CHECK_FALSE(estimate.high);
}

TEST_CASE("Equal values have an interval of no width", "[statistics]") {
  const Estimate estimate = mean_estimate(std::vector<double>(20, 198.8), Probability{0.95});
  CHECK(*estimate.low == Approx(198.8));
  CHECK(*estimate.high == Approx(198.8));
}
