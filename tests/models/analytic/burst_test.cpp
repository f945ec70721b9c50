// Expected values: the fixed point computed with another method (explicit steps), and simulations of 400,000
// bursts where the model itself is judged.
#include "models/analytic/burst.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

using namespace portsim;

namespace {

Burst one_second_of(double peak) {
  return {100, {constant_rate(5, 60), constant_rate(1, peak), constant_rate(4, 60)}, {0.2, 0.8}};
}

const Burst echoing{100, {constant_rate(8, 150)}, {0, 1}};

}  // namespace

TEST_CASE("Through a burst the pool is as full as what it accepted makes it", "[analytic]") {
  struct Row {
    double peak, seconds, full;
  };
  // At 5.5 s the probability rises by a hundredth in a thousandth of a second, and explicit steps are off by
  // half a step: 0.568, 0.551 and 0.541 for steps of 10, 5 and 2 ms, the limit being 0.534.
  const Row row = GENERATE(values<Row>({{150, 5.25, 0.0083},
                                        {150, 5.5, 0.534},
                                        {150, 5.75, 0.600},
                                        {150, 6.0, 0.295},
                                        {150, 6.25, 0.0037},
                                        {150, 6.5, 0.0001},
                                        {100, 5.5, 0.0043},
                                        {100, 5.75, 0.0411},
                                        {100, 6.0, 0.119},
                                        {100, 6.25, 0.0180},
                                        {100, 6.5, 0.0015}}));
  CAPTURE(row.peak, row.seconds);
  const BurstCourse course = course_of(one_second_of(row.peak)).value();
  CHECK(course.full_at(row.seconds) == Approx(row.full).epsilon(0.02).margin(3e-4));
}

TEST_CASE("The failures of a burst are about those of simulated ones", "[analytic]") {
  // 46.00 +- 0.04 and 4.13 +- 0.02; the milder burst fails mostly on the way in, where the model is low.
  CHECK(course_of(one_second_of(150))->failures_mean == Approx(46.00).epsilon(0.02));
  CHECK(course_of(one_second_of(100))->failures_mean == Approx(4.13).epsilon(0.15));
}

TEST_CASE("The estimate stays below the bound, by a factor of a few where both are small", "[analytic]") {
  const double peak = GENERATE(100.0, 150.0);
  const Burst given = one_second_of(peak);
  const BurstCourse course = course_of(given).value();
  for (const double seconds : {5.0, 5.25, 5.5, 5.75, 6.0, 6.25, 6.5, 7.0, 8.0}) {
    const double bound = full_at_most(100, demand_at(given.attempts, given.use, seconds));
    CAPTURE(peak, seconds);
    CHECK(course.full_at(seconds) <= bound);
  }
}

TEST_CASE("Without failures the ports in use are those of unlimited demand", "[analytic]") {
  const PortUse use = GENERATE(values<PortUse>({{0.2, 0.8, Probability{1}},
                                                {0, 0.8, Probability{1}},
                                                {0.5, 0, Probability{1}},
                                                {0.2, 0.8, Probability{0.3}},
                                                {0.2, 0.8, Probability{0}}}));
  Burst given = one_second_of(150);
  given.ports = 10'000;
  given.use = use;
  const BurstCourse course = course_of(given).value();
  CHECK(course.failures_mean == 0);
  for (const double seconds : {0.5, 3.0, 5.3, 6.2, 7.0, 9.0}) {
    const auto at = static_cast<std::size_t>(std::lround(seconds / course.step));
    const double expected = demand_at(given.attempts, use, static_cast<double>(at) * course.step).ports();
    CAPTURE(use.hold_mean, use.time_wait, use.client_closes.value(), seconds);
    // The law of when within a step a connection began is lost with a change of rate inside the step.
    CHECK(course.in_use[at] == Approx(expected).epsilon(2e-3));
  }
}

TEST_CASE("At a steady rate it settles where the loss system does", "[analytic]") {
  const double load = GENERATE(80.0, 100.0, 200.0);
  const BurstCourse course = course_of({100, {constant_rate(30, load)}, {0.9, 0.1}}).value();
  // ln B is interpolated to less than a thousandth.
  CHECK(course.full.back() == Approx(erlang_b(100, {load})).epsilon(1e-3));
}

TEST_CASE("A start into overload echoes once a TIME_WAIT", "[analytic]") {
  const BurstCourse course = course_of(echoing).value();
  // Simulated: 0.1023 at 1.2 s and 0.9999 at 2.0 s, half width 0.002. It is too sure of itself at the edges:
  // 0.9725 at 0.8 s.
  CHECK(course.full_at(1.2) == Approx(0.1023).margin(0.004));
  CHECK(course.full_at(2.0) == Approx(0.9999).margin(0.002));
  CHECK(course.full_at(0.8) == Approx(0.9725).margin(0.03));
  for (const double begin : {1.0, 2.0, 3.0}) {
    CAPTURE(begin);
    CHECK(course.full_at(begin + 0.9) > 2 * course.full_at(begin + 0.3));
  }
  // Two thirds of the attempts are all that can succeed: 100 ports a second, and the first 100.
  CHECK(course.failures_mean > 150 * 8 - 100 * 9);
}

TEST_CASE("A large pool in overload is full and no fuller", "[analytic]") {
  const BurstCourse course = course_of({16384, {constant_rate(600, 273)}, {0, 120}}).value();
  CHECK(*std::max_element(course.in_use.begin(), course.in_use.end()) <= 16384 * (1 + 1e-12));
  // Accepted as fast as ports come back: half of the attempts once the pool is full, from 60 s on.
  CHECK(course.failures_mean == Approx(273 * 600 - 16384 * 5.0).epsilon(0.01));
}

TEST_CASE("The course begins empty and reads on straight lines between its steps", "[analytic]") {
  const BurstCourse course = course_of(echoing).value();
  CHECK(course.full_at(0) == 0);
  const std::size_t at = course.full.size() / 5;
  CHECK(course.full_at((static_cast<double>(at) + 0.5) * course.step) ==
        Approx((course.full[at] + course.full[at + 1]) / 2).epsilon(1e-9));
  CHECK(course.full_at(1e6) == course.full.back());
}

TEST_CASE("A course of too many steps is refused", "[analytic]") {
  CHECK_FALSE(course_of({100, {constant_rate(86400, 60)}, {0.001, 0}}));
  CHECK_FALSE(course_of({100, {constant_rate(1, 60)}, {0, 240, Probability{1e-7}}}));
}
