// Expected values: first passages of the birth-and-death chain, solved as linear equations; the law of the
// first failure through its other definition, the Poisson number of attempts.
#include "models/analytic/cold_start.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/evenly_spaced.hpp"
#include "models/analytic/poisson.hpp"

using namespace portsim;

TEST_CASE("The first failure is the attempt after the one that takes the last port", "[analytic]") {
  const ColdStart given{3977, 20};
  const FirstFailureTime first = first_failure_time(given);
  CHECK(first.mean == Approx(198.9).epsilon(1e-12));
  CHECK(first.standard_deviation == Approx(3.15).margin(0.005));
  // Evenly spaced attempts fail one gap earlier, for the first of them is made at once.
  CHECK(first_failure_after({{20, 1s}, 240s, 3977}) == 198850ms);
}

TEST_CASE("A single port fails at the second attempt", "[analytic]") {
  const ColdStart given{1, 0.5};  // after 2 s one attempt on average
  CHECK(full_after_cold_start(given, 2) == Approx(1 - std::exp(-1)).epsilon(1e-14));
  CHECK(failure_by(given, 2) == Approx(1 - 2 * std::exp(-1)).epsilon(1e-14));
  CHECK(failure_by(given, 0) == 0);
}

TEST_CASE("By a quantile of the first failure it has come with that probability", "[analytic]") {
  const ColdStart given = GENERATE(values<ColdStart>({{1, 0.5}, {3977, 20}, {64512, 3000}}));
  const double probability = GENERATE(1e-9, 0.01, 0.5, 0.999);
  CAPTURE(given.ports, probability);
  const double seconds = first_failure_quantile(given, Probability{probability});
  // The quantile is good to about 1e-15 of its size, which the steep law magnifies to 1e-11.
  CHECK(failure_by(given, seconds) == Approx(probability).epsilon(1e-9));
}

TEST_CASE("The median of the first failure is a third of a gap before its mean", "[analytic]") {
  // Gamma(n): mean - 1/3 + 8/(405 n) (L. Choi, Proc. AMS 1994).
  const ColdStart given{3977, 20};
  const double median = (3978 - 1.0 / 3 + 8 / (405.0 * 3978)) / 20;
  CHECK(first_failure_quantile(given, Probability{0.5}) == Approx(median).epsilon(1e-10));
}

TEST_CASE("After ports have come back the first failure takes longer", "[analytic]") {
  struct Row {
    PortCount ports;
    double load, mean;
  };
  const Row row = GENERATE(values<Row>(
      {{5, 3, 7.01646090535}, {10, 7, 6.11527517584}, {20, 12, 24.7522352154}, {50, 40, 8.91985303657}}));
  CAPTURE(row.ports, row.load);
  CHECK(first_failure_mean({row.ports, row.load}, 1) == Approx(row.mean).epsilon(1e-11));
  CHECK(first_failure_mean({row.ports, row.load / 60}, 60) == Approx(60 * row.mean).epsilon(1e-11));
  CHECK(first_failure_mean({row.ports, row.load}, 1) > first_failure_time({row.ports, row.load}).mean);
}

TEST_CASE("A first failure that is out of sight is infinitely late", "[analytic]") {
  CHECK(std::isinf(first_failure_mean({16384, 1}, 1)));
}
