#include "sim/theory/lease_law.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

LeaseLaw held(const HoldingTimeSpec& holds) {
  return lease_law(holds, 0s);
}

}  // namespace

TEST_CASE("A lease's constant part is what comes besides the hold and whatever hold is certain", "[theory]") {
  CHECK(lease_law(ConstantHold{5s}, 240200ms).constant == Approx(245.2));
  CHECK(lease_law(ExponentialHold{5s}, 240200ms).constant == Approx(240.2));
  CHECK(lease_law(UniformHold{1s, 3s}, 240s).constant == Approx(241));
  CHECK(lease_law(UniformHold{1s, 3s}, 240s).mean() == Approx(242));
}

TEST_CASE("A constant lease is exceeded until it ends", "[theory]") {
  const LeaseLaw law = held(ConstantHold{5s});
  CHECK(law.excess_mean(0) == Approx(5));
  CHECK(law.excess_mean(3) == Approx(2));
  CHECK(law.excess_mean(6) == 0);
  CHECK(law.rest_variance == 0);
}

TEST_CASE("What is left of an exponential lease does not age", "[theory]") {
  const LeaseLaw law = lease_law(ExponentialHold{2s}, 3s);
  CHECK(law.excess_mean(1) == Approx(4));
  CHECK(law.excess_mean(7) == Approx(2 * std::exp(-2)));
  CHECK(law.rest_exceeds(4) == Approx(std::exp(-2)));
  CHECK(law.rest_variance == Approx(4));
}

TEST_CASE("The excess of a uniform lease falls with the square of what is left", "[theory]") {
  const LeaseLaw law = held(UniformHold{2s, 6s});
  CHECK(law.rest_variance == Approx(16.0 / 12));
  CHECK(law.excess_mean(2) == Approx(2));
  CHECK(law.excess_mean(4) == Approx(0.5));
  CHECK(law.excess_mean(6) == 0);
  CHECK(law.rest_exceeds(1) == Approx(0.75));
}

TEST_CASE("The tail of a lognormal lease", "[theory]") {
  // Mean 1 s, coefficient of variation 2: by integration of the density, with 40 digits.
  const LeaseLaw law = held(LognormalHold{1s, 2});
  CHECK(law.rest_exceeds(3) == Approx(0.06676873309461).epsilon(1e-12));
  CHECK(law.excess_mean(3) == Approx(0.2080945267666).epsilon(1e-12));
  CHECK(law.excess_mean(0) == Approx(1));
  CHECK(law.rest_variance == Approx(4));
  CHECK(held(LognormalHold{1s, 0}).excess_mean(0.25) == Approx(0.75));
}

TEST_CASE("The characteristic function of a lease tells how far whole turns agree", "[theory]") {
  const double turn = 2 * 3.14159265358979;  // a second
  CHECK(std::abs(held(ConstantHold{5s}).characteristic(turn / 7)) == Approx(1));
  CHECK(std::arg(held(ConstantHold{2s}).characteristic(turn / 8)) == Approx(turn / 4));
  CHECK(std::abs(held(ExponentialHold{2s}).characteristic(1)) == Approx(1 / std::sqrt(5.0)));
  CHECK(std::abs(held(UniformHold{2s, 6s}).characteristic(turn / 8)) == Approx(2 / 3.14159265358979));
  // Lognormal: mean 1 s and 5 % of spread are all but normal; turns of no time are none.
  CHECK(std::abs(held(LognormalHold{1s, 0.05}).characteristic(5)) ==
        Approx(std::exp(-0.5 * 0.05 * 0.05 * 25)).epsilon(1e-3));
  CHECK(std::abs(held(LognormalHold{1s, 3}).characteristic(0)) == Approx(1));
  // The angle begins with the mean.
  CHECK(std::arg(held(LognormalHold{1s, 1}).characteristic(1e-3)) == Approx(1e-3).epsilon(1e-3));
}
