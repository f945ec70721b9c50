// Expected values: the integral of rate(u) P(a lease is longer than t - u), by hand or by quadrature.
#include "models/analytic/unlimited_ports.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/cold_start.hpp"

using namespace portsim;

namespace {

const AttemptRate burst{constant_rate(5, 60), constant_rate(1, 150), constant_rate(4, 60)};

// Simpson's rule over `intervals` equal ones, for a function without corners.
template <class Function>
double integral(double from, double to, Function of) {
  constexpr int intervals = 2000;
  const double width = (to - from) / intervals;
  double sum = of(from) + of(to);
  for (int i = 1; i < intervals; ++i) sum += (i % 2 == 1 ? 4 : 2) * of(from + i * width);
  return sum * width / 3;
}

}  // namespace

TEST_CASE("From empty the demand grows with every attempt, and then towards the offered load", "[analytic]") {
  const AttemptRate steady{constant_rate(10, 50)};
  const PortUse use{0.5, 2};
  CHECK(demand_at(steady, use, 0).ports() == 0);
  CHECK(demand_at(steady, use, 1).ports() == Approx(50).epsilon(1e-13));
  CHECK(demand_at(steady, use, 2).ports() == Approx(100).epsilon(1e-13));
  CHECK(demand_at(steady, use, 2.5).ports() == Approx(115.803013971).epsilon(1e-11));
  CHECK(demand_at(steady, use, 4).ports() == Approx(124.542109028).epsilon(1e-11));
  CHECK(demand_at(steady, use, 4).open == Approx(25 * (1 - std::exp(-8))).epsilon(1e-13));
}

TEST_CASE("A burst is remembered for a TIME_WAIT", "[analytic]") {
  const PortUse use{0.2, 0.8};
  CHECK(demand_at(burst, use, 5.5).ports() == Approx(105).epsilon(1e-9));
  CHECK(demand_at(burst, use, 6.25).ports() == Approx(125.602813958).epsilon(1e-11));
  CHECK(demand_at(burst, use, 7).ports() == Approx(66.577212402).epsilon(1e-10));
}

TEST_CASE("Connections of no length are in TIME_WAIT only", "[analytic]") {
  const PortDemand demand = demand_at(burst, {0, 0.8}, 6);
  CHECK(demand.open == 0);
  CHECK(demand.time_wait == Approx(120).epsilon(1e-13));
}

TEST_CASE("Only what the client closes is in TIME_WAIT", "[analytic]") {
  const PortDemand all = demand_at(burst, {0.2, 0.8, Probability{1}}, 6.25);
  const PortDemand some = demand_at(burst, {0.2, 0.8, Probability{0.25}}, 6.25);
  const PortDemand none = demand_at(burst, {0.2, 0.8, Probability{0}}, 6.25);
  CHECK(some.open == all.open);
  CHECK(some.time_wait == Approx(all.time_wait / 4).epsilon(1e-13));
  CHECK(none.ports() == all.open);
  CHECK(demand_at(burst, {0.2, 0}, 6.25).ports() == all.open);
}

TEST_CASE("A ramp is followed exactly", "[analytic]") {
  const AttemptRate ramps{{4, 0, 100}, {2, 100, 40}};
  const auto rate = [](double u) { return u < 4 ? 25 * u : 100 - 30 * (u - 4); };
  const double hold = 0.7;
  const double time_wait = 1.1;
  const double now = GENERATE(0.5, 1.1, 3.0, 4.0, 5.5, 6.0);
  CAPTURE(now);
  const auto exceeds = [&](double age) {  // hold + TIME_WAIT is longer than this age
    return age <= time_wait ? 1 : std::exp(-(age - time_wait) / hold);
  };
  const auto held = [&](double u) { return rate(u) * exceeds(now - u); };
  const double corner = std::max(0.0, now - time_wait);
  double expected = integral(0, std::min(corner, 4.0), held);
  if (corner > 4) expected += integral(4, corner, held);
  if (corner < 4) expected += integral(corner, std::min(now, 4.0), held);
  if (now > 4) expected += integral(std::max(corner, 4.0), now, held);
  CHECK(demand_at(ramps, {hold, time_wait}, now).ports() == Approx(expected).epsilon(1e-10));
}

TEST_CASE("After the last piece the ports come back", "[analytic]") {
  const PortUse use{0.2, 0.8};
  const AttemptRate second{constant_rate(1, 150)};
  CHECK(attempts_until(second, 9) == 150);
  CHECK(demand_at(second, use, 1.7).ports() ==
        Approx(150 * 0.1 + demand_at(second, use, 0.9).open).epsilon(1e-12));
  CHECK(demand_at(second, use, 100).ports() == Approx(0).margin(1e-12));
}

TEST_CASE("The bound through a burst is that of the unlimited demand", "[analytic]") {
  struct Row {
    double peak, seconds, bound, margin;
  };
  // The bound at 6 s of 100/s is P(Poisson(100 - 8/e) >= 100) = 0.39596 in 40-digit arithmetic.
  const Row row = GENERATE(values<Row>({{150, 5.25, 0.0336, 5e-5},
                                        {150, 5.5, 0.700, 5e-4},
                                        {150, 5.75, 0.995, 5e-4},
                                        {150, 6, 0.9999, 5e-5},
                                        {150, 6.25, 0.992, 5e-4},
                                        {150, 6.5, 0.682, 5e-4},
                                        {100, 5.5, 0.0171, 5e-5},
                                        {100, 5.75, 0.158, 5e-4},
                                        {100, 6, 0.39596, 5e-6},
                                        {100, 6.25, 0.137, 5e-4},
                                        {100, 6.5, 0.0160, 5e-5}}));
  CAPTURE(row.peak, row.seconds);
  const AttemptRate rate{constant_rate(5, 60), constant_rate(1, row.peak), constant_rate(4, 60)};
  CHECK(full_at_most(100, demand_at(rate, {0.2, 0.8}, row.seconds)) == Approx(row.bound).margin(row.margin));
}

TEST_CASE("Until the first port comes back the bound is the probability", "[analytic]") {
  const AttemptRate steady{constant_rate(10, 150)};
  for (const double seconds : {0.3, 0.6, 0.8, 1.0}) {
    CHECK(full_at_most(100, demand_at(steady, {0, 1}, seconds)) ==
          Approx(full_after_cold_start({100, 150}, seconds)).epsilon(1e-10));
  }
  // 400,000 simulated pools, half width 0.002.
  CHECK(full_at_most(100, demand_at(steady, {0, 1}, 0.6)) == Approx(0.1577).margin(0.002));
  CHECK(full_at_most(100, demand_at(steady, {0, 1}, 0.8)) == Approx(0.9725).margin(0.002));
}
