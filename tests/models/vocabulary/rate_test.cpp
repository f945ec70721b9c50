#include "models/vocabulary/rate.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("A rate is the same however it is written", "[vocabulary]") {
  CHECK(Rate{20, 1s}.per_second() == Approx(20.0));
  CHECK(Rate{90, 1min}.per_second() == Approx(1.5));
  CHECK(Rate{1657, 100s}.per_second() == Approx(16.57));
  CHECK(Rate{20, 1s}.per_nanosecond() == Approx(2e-8));
}

TEST_CASE("The requests of all users are that many times the rate of one", "[vocabulary]") {
  const Rate all = 1000 * Rate{2, 1min};
  CHECK(all == Rate{2000, 1min});
  CHECK(all.per_second() == Approx(1000.0 * 2 / 60));
}

TEST_CASE("No event in any time is the zero rate", "[vocabulary]") {
  CHECK(Rate{}.is_zero());
  CHECK(Rate{0, 1h}.per_second() == 0.0);
  CHECK_FALSE(Rate{1, 1h}.is_zero());
}
