#include "sim/statistics/mser.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("MSER-5 discards what a series needs to settle", "[statistics]") {
  std::vector<double> values;
  for (int i = 0; i < 200; ++i) {
    const double value = 10 * std::exp(-i / 15.0) + (7919 * i) % 101 / 50.0;
    values.push_back(std::round(value * 1e6) / 1e6);
  }
  const Truncation found = mser(means_of_five(values));
  CHECK(found.values == 40);
  CHECK(found.discarded == 13);
  CHECK(found.statistic == Approx(0.000436838959).epsilon(1e-8));
  CHECK(found.mean == Approx(1.015516007).epsilon(1e-9));
  CHECK_FALSE(found.is_too_short());
}

TEST_CASE("A series that is constant keeps its beginning", "[statistics]") {
  const Truncation found = mser(std::vector<double>(20, 3.0));
  CHECK(found.discarded == 0);
  CHECK(found.mean == 3);
}

TEST_CASE("A step early in a series is discarded to the last value before it", "[statistics]") {
  std::vector<double> values(20, 3.0);
  values[0] = values[1] = 0;
  CHECK(mser(values).discarded == 2);
}

TEST_CASE("A series that still rises at its end is too short", "[statistics]") {
  std::vector<double> values;
  for (int n = 0; n < 20; ++n) values.push_back(n);
  CHECK(mser(values).is_too_short());
}

TEST_CASE("Means of five leave out the rest", "[statistics]") {
  CHECK(means_of_five(std::vector<double>{1, 2, 3, 4, 5, 6, 7}) == std::vector<double>{3});
  CHECK(means_of_five(std::vector<double>{1, 2, 3, 4}).empty());
}
