#include <cmath>

#include <catch2/catch.hpp>

#include "tests/models/random/kolmogorov_smirnov.hpp"
#include "tests/models/workload/arrival_times_support.hpp"

using namespace portsim;

// Seeds are fixed. Bounds of five standard errors are exceeded by chance with probability 6e-7.

namespace {

void check_poisson_count(std::size_t count, double expected) {
  CHECK(std::abs(static_cast<double>(count) - expected) < 5 * std::sqrt(expected));
}

double unit_exponential_cumulative(double x) {
  return -std::expm1(-x);
}

}  // namespace

TEST_CASE("Poisson attempts have exponential gaps, the first one too", "[workload]") {
  std::vector<double> gaps;
  for (std::uint32_t replication = 0; replication < 2'000; ++replication) {
    Duration last{};
    for (const Duration at : first_attempts(poisson({steady({}, {20, 1s})}), 50, replication)) {
      gaps.push_back(in_seconds(at - last) * 20);
      last = at;
    }
  }
  CHECK(kolmogorov_smirnov(gaps, unit_exponential_cumulative) < once_in_a_million);

  std::vector<double> first;
  for (std::size_t i = 0; i < gaps.size(); i += 50) {
    first.push_back(gaps[i]);
  }
  CHECK(kolmogorov_smirnov(first, unit_exponential_cumulative) < once_in_a_million);
}

TEST_CASE("Poisson attempts are the sums of their gaps, and rounding does not add up", "[workload]") {
  RandomStream stream = arrival_stream();
  long double exact = 0;
  for (const Duration at : first_attempts(poisson({steady({}, {3'000'000, 1s})}), 1'000)) {
    exact += unit_exponential(stream) * 1e9L / 3e6L;
    CHECK(std::abs(static_cast<long double>(at.count()) - exact) <= 1);
  }
}

TEST_CASE("At a thousand million attempts a second the rate is still the rate", "[workload]") {
  // In 2 ms a Poisson count of mean 2,000,000, standard deviation 1,414; 5 of these: false alarm 6e-7. Gaps
  // rounded one by one would make 4 % more.
  const auto attempts = attempts_before(2ms, poisson({steady({}, {1'000'000'000, 1s})}), 0);
  CHECK(std::abs(static_cast<double>(attempts.size()) - 2e6) < 5 * 1414);
}

TEST_CASE("Poisson attempts at a pace that is carried by value are those of next()", "[workload]") {
  const auto spec = poisson({steady(100s, {50, 1s}), steady(100s, {0, 1s}), steady(100s, {200, 1s})});
  ArrivalTimes arrivals{spec};
  RandomStream stream = arrival_stream();
  std::vector<Duration> attempts;
  for (Duration at = arrivals.next(stream); at < 400s;) {
    auto carried = arrivals.steady();
    REQUIRE(carried);
    for (; at < carried->until; at = carried->pace.at()) {
      attempts.push_back(at);
      carried->pace.advance(stream);
    }
    at = arrivals.next_after(*carried);
  }
  CHECK(attempts == attempts_before(400s, spec));
}

TEST_CASE("No other arrivals have a pace that can be carried", "[workload]") {
  for (const auto& spec : {evenly({steady({}, {20, 1s})}), poisson({ramp(100s, {1, 1s}, {50, 1s})})}) {
    ArrivalTimes arrivals{spec};
    RandomStream stream = arrival_stream();
    CHECK_FALSE(arrivals.steady());
    arrivals.next(stream);
    CHECK_FALSE(arrivals.steady());
  }
}

TEST_CASE("Each phase of Poisson attempts has its own rate", "[workload]") {
  const auto spec = poisson({steady(100s, {50, 1s}), steady(100s, {0, 1s}), steady(100s, {200, 1s})});
  std::size_t counts[3] = {};
  for (std::uint32_t replication = 0; replication < 50; ++replication) {
    for (const Duration at : attempts_before(forever, spec, replication)) {
      ++counts[at / 100s];
    }
  }
  check_poisson_count(counts[0], 50 * 5'000);
  CHECK(counts[1] == 0);
  check_poisson_count(counts[2], 50 * 20'000);
}

// The expected number is 200 t + 20/3 t^2: 12,000 in all, 4,500 of them in the first half.
TEST_CASE("A ramp of Poisson attempts has its integral's expected numbers", "[workload]") {
  std::size_t first_half = 0;
  std::size_t second_half = 0;
  for (std::uint32_t replication = 0; replication < 50; ++replication) {
    for (const Duration at :
         attempts_before(forever, poisson({ramp(30s, {200, 1s}, {600, 1s})}), replication)) {
      ++(at < 15s ? first_half : second_half);
    }
  }
  check_poisson_count(first_half, 50 * 4'500);
  check_poisson_count(second_half, 50 * 7'500);
}

// In the time scale of the expected number, a Poisson process of any rate has unit exponential gaps, across
// the borders of phases as well; the phases here are short, so that most gaps cross one.
TEST_CASE("Poisson attempts across phases are a unit Poisson process in expected numbers", "[workload]") {
  const auto spec = poisson({steady(1s, {1, 1s}), ramp(1s, {1, 1s}, {0, 1s}), steady(1s, {0, 1s}),
                             ramp(1s, {0, 1s}, {4, 1s}), steady({}, {30, 1min})});
  const auto expected_until = [](double t) {
    if (t < 1) return t;
    if (t < 2) return 1 + (t - 1) - (t - 1) * (t - 1) / 2;
    if (t < 3) return 1.5;
    if (t < 4) return 1.5 + 2 * (t - 3) * (t - 3);
    return 3.5 + (t - 4) / 2;
  };
  std::vector<double> gaps;
  for (std::uint32_t replication = 0; replication < 10'000; ++replication) {
    double last = 0;
    for (const Duration at : first_attempts(spec, 5, replication)) {
      const double now = expected_until(in_seconds(at));
      gaps.push_back(now - last);
      last = now;
    }
  }
  CHECK(kolmogorov_smirnov(gaps, unit_exponential_cumulative) < once_in_a_million);
}
