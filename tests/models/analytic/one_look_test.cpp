// Expected values: exact sums in 40-digit arithmetic, or simple cases by hand.
#include "models/analytic/one_look.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/poisson.hpp"

using namespace portsim;

namespace {

constexpr std::int64_t laps_max = 1000;

double returns_mean(const CursorPace& pace, const RandomLease& lease) {
  return cursor_returns_mean(cursor_return_probabilities(pace, lease, laps_max));
}

}  // namespace

TEST_CASE("A cursor under Poisson attempts fails by its returns within a lease", "[analytic]") {
  struct Row {
    CursorPace pace;
    double lease;
    double returns;
    double alone, half, tenth;
  };
  const Row row = GENERATE(
      values<Row>({{{20, 10}, 1.5, 0.124781279923, 0.110938261643, 0.0587266468799, 0.0123243432597},
                   {{20, 10}, 2.0, 0.529795935186, 0.346318043473, 0.209422399577, 0.0503139793446},
                   {{20, 10}, 6.5, 2.78806679714, 0.736013102843, 0.582294883355, 0.218020975442},
                   {{100, 50}, 2.2, 0.84172132994, 0.457029690788, 0.296201221799, 0.0776372408333},
                   {{100, 50}, 3.0, 1.00005117235, 0.500012792759, 0.333344704772, 0.0909133200089},
                   {{16384, 137}, 120, 0.669888740963, 0.401157708613, 0.250905114766, 0.0627831046064},
                   {{16384, 200}, 120, 1, 0.5, 1.0 / 3, 1.0 / 11}}));
  CAPTURE(row.pace.ports, row.pace.rate, row.lease);
  const double returns = returns_mean(row.pace, {row.lease, {}});
  CHECK(returns == Approx(row.returns).epsilon(1e-11));
  CHECK(cursor_failure_fraction(1, returns) == Approx(row.alone).epsilon(1e-11));
  CHECK(cursor_failure_fraction(0.5, returns) == Approx(row.half).epsilon(1e-11));
  CHECK(cursor_failure_fraction(0.1, returns) == Approx(row.tenth).epsilon(1e-11));
}

TEST_CASE("A cursor's returns within a lease with a random part", "[analytic]") {
  const auto exponential = [](double mean) {
    return [mean](double seconds) { return std::exp(-seconds / mean); };
  };
  CHECK(returns_mean({20, 10}, {3, exponential(2)}) == Approx(2.014198321).epsilon(3e-10));
  // One port and an exponential lease with mean 1/mu: the k-th return falls within it with (rate/(rate +
  // mu))^k.
  CHECK(returns_mean({1, 3}, {0, exponential(1)}) == Approx(3).epsilon(1e-8));
}

TEST_CASE("A random part that is always nothing changes nothing", "[analytic]") {
  const auto nothing = [](double) { return 0.0; };
  CHECK(returns_mean({20, 10}, {2, nothing}) == Approx(returns_mean({20, 10}, {2, {}})).epsilon(1e-14));
}

TEST_CASE("A cursor never fails its first lap and, while all ports are kept, never succeeds again",
          "[analytic]") {
  const std::vector<double> kept_for_three_laps = {1, 1, 1};
  const auto failures = [&](double attempts) {
    return cursor_failures_from_empty(10000, 1, kept_for_three_laps, attempts);
  };
  CHECK(failures(5000) == Approx(0).margin(1e-9));
  CHECK(failures(15000) == Approx(5000).epsilon(1e-12));
  CHECK(failures(45000) == Approx(30000).epsilon(1e-12));
  CHECK(failures(55000) == Approx(30000 + 5000).epsilon(1e-12));
}

TEST_CASE("At the end of the first lap a Poisson number of attempts has already begun the second",
          "[analytic]") {
  CHECK(cursor_failures_from_empty(100, 1, {1}, 100) ==
        Approx(poisson_excess_mean(100, 100) - poisson_excess_mean(200, 100)));
}

TEST_CASE("A cursor's failures from empty come to the long-run fraction", "[analytic]") {
  const std::vector<double> returns = cursor_return_probabilities({20, 10}, {2, {}}, laps_max);
  for (const double share : {1.0, 0.5, 0.1}) {
    const double to_lap_1000 = cursor_failures_from_empty(20, share, returns, 20 * 1000);
    const double to_lap_2000 = cursor_failures_from_empty(20, share, returns, 20 * 2000);
    CHECK((to_lap_2000 - to_lap_1000) / (share * 20 * 1000) ==
          Approx(cursor_failure_fraction(share, cursor_returns_mean(returns))).epsilon(1e-9));
  }
}

TEST_CASE("One random port fails rho of 1 + rho, however many are free", "[analytic]") {
  CHECK(random_once_failure_fraction(0.8) == Approx(0.444444444444).epsilon(1e-11));
  CHECK(random_once_failure_fraction(0) == 0);
}
