#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/models/workload/arrival_times_support.hpp"

using namespace portsim;

namespace {

std::int64_t count_before(Duration end, const std::vector<Duration>& attempts) {
  return std::lower_bound(attempts.begin(), attempts.end(), end) - attempts.begin();
}

}  // namespace

// r0 t + (r1 - r0) t^2 / (2 D) = (30,000 ms + ms^2) / 150,000 with t in whole milliseconds; attempts 0, 1, 2,
// ... come where it passes 0, 1, 2, ..., so those before t are its value rounded up.
TEST_CASE("A ramp from 200/s to 600/s in 30 s gives the attempts that its integral says", "[workload]") {
  const auto attempts = attempts_before(forever, evenly({ramp(30s, {200, 1s}, {600, 1s})}));
  CHECK(attempts.size() == 12'000);
  for (std::int64_t ms = 0; ms <= 30'000; ++ms) {
    REQUIRE(count_before(ms * 1ms, attempts) == (30'000 * ms + ms * ms + 149'999) / 150'000);
  }
}

// 600 t - 10 t^2: (90,000 ms - ms^2 * 3/2) / 150,000 = (180,000 ms - 3 ms^2) / 300,000.
TEST_CASE("A ramp down to nothing gives the attempts that its integral says", "[workload]") {
  const auto attempts = attempts_before(forever, evenly({ramp(30s, {600, 1s}, {0, 1s})}));
  CHECK(attempts.size() == 9'000);
  for (std::int64_t ms = 0; ms <= 30'000; ++ms) {
    REQUIRE(count_before(ms * 1ms, attempts) == (180'000 * ms - 3 * ms * ms + 299'999) / 300'000);
  }
}

// With 2 t^2 expected attempts, attempt k comes after sqrt(k / 2) seconds.
TEST_CASE("A ramp up from nothing begins at once and quickens as the square root", "[workload]") {
  const auto attempts = first_attempts(evenly({ramp(100s, {0, 1s}, {400, 1s})}), 20'000);
  CHECK(attempts[0] == 0s);
  CHECK(attempts[2] == 1s);
  CHECK(attempts[8] == 2s);
  CHECK(attempts[19'602] == 99s);
  CHECK(attempts[1] == 707'106'781ns);  // 0.70710678118...
}

// The first phase leaves half an attempt to wait, so those in the ramp come where 10 t + 5 t^2 is 0.5, 1.5,
// ... 5.5; at its end that is 6.25, which leaves a quarter.
TEST_CASE("A ramp takes over what the phase before lacked, and hands on what it lacks itself", "[workload]") {
  const auto spec = evenly({steady(250ms, {10, 1s}), ramp(500ms, {10, 1s}, {15, 1s}), steady({}, {10, 1s})});
  const auto attempts = first_attempts(spec, 11);
  for (std::size_t i = 0; i < 6; ++i) {
    const double seconds = 0.25 + std::sqrt(1 + (0.5 + static_cast<double>(i)) / 5) - 1;
    CHECK(static_cast<double>(attempts[3 + i].count()) == Approx(seconds * 1e9).margin(0.6));
  }
  CHECK(attempts[9] == 775ms);
  CHECK(attempts[10] == 875ms);
}

TEST_CASE("A ramp between equal rates in other words is a steady phase", "[workload]") {
  const auto attempts = attempts_before(forever, evenly({ramp(10s, {17, 1s}, {1020, 1min})}));
  CHECK(attempts == attempts_before(10s, evenly({steady({}, {17, 1s})})));
}

// 2 t + t^2/10 per ns is 29 after 9.75 ns: rounded, that would be the end of the ramp, an hour too early to
// be put off.
TEST_CASE("An attempt in the last half nanosecond of a ramp stays in it", "[workload]") {
  const auto spec = evenly(
      {ramp(10ns, {2'000'000'000, 1s}, {4'000'000'000, 1s}), steady(1h, {0, 1s}), steady({}, {1, 1s})});
  const auto attempts = first_attempts(spec, 31);
  CHECK(attempts[29] == 9ns);
  CHECK(attempts[30] == 1h + 10ns);
}

// The slow phase leaves the last double below the ramp's integral to wait. Found by search: there the square
// root in the quadratic's solution is of a number that rounding makes negative.
TEST_CASE("An attempt as a ramp to nothing ends is in the ramp", "[workload]") {
  struct Example {
    std::int64_t events_per_second;
    Duration before;
    Duration lasts;
  };
  const Example examples[] = {{480, 42'429'847'071'744'040ns, 3'606'373ns},
                              {119, 35'261'643'285'158'440ns, 14'928'526ns},
                              {800, 42'900'975'406'080'040ns, 2'160'091ns}};
  for (const auto& [events, before, lasts] : examples) {
    const auto spec = evenly({steady(before, {1, duration_max}), ramp(lasts, {events, 1s}, {0, 1s})});
    CHECK(first_attempts(spec, 2)[1] == before + lasts - 1ns);
  }
}

TEST_CASE("Phases that together outlast everything end in no attempts", "[workload]") {
  std::vector<RatePhase> phases(6, ramp(duration_max, {1, 24h}, {2, 24h}));
  phases.front().lasts = duration_max / 2;  // so the last ramp is cut short
  phases.push_back(steady(duration_max, {1, 24h}));
  for (const auto& spec : {evenly(phases), poisson(phases)}) {
    const auto attempts = first_attempts(spec, 100'000);
    CHECK(std::is_sorted(attempts.begin(), attempts.end()));
    CHECK(attempts.back() == forever);
  }
}

// Rounded instants, carried fractions and rates of all sizes.
TEST_CASE("Attempts never go back in time or outlast their phases", "[workload]") {
  CHECK(rc::check([] {
    const auto rates = rc::gen::construct<Rate>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000),
                                                rc::gen::elementOf(std::vector<Duration>{1s, 1min, 24h}));
    const auto lengths = rc::gen::map(rc::gen::arbitrary<std::uint32_t>(),
                                      [](std::uint32_t ns) { return std::optional<Duration>{Duration{ns}}; });
    const auto phases =
        *rc::gen::container<std::vector<RatePhase>>(rc::gen::construct<RatePhase>(lengths, rates, rates));
    Duration total{};
    for (const RatePhase& phase : phases) {
      total += *phase.lasts;
    }
    for (const auto& spec : {evenly(phases), poisson(phases)}) {
      const auto attempts = first_attempts(spec, 1'000);
      RC_ASSERT(std::is_sorted(attempts.begin(), attempts.end()));
      for (const Duration at : attempts) {
        RC_ASSERT(Duration::zero() <= at);
        RC_ASSERT(at < total || at == forever);
      }
    }
  }));
}
