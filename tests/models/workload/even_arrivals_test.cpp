#include <cmath>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/models/workload/arrival_times_support.hpp"

using namespace portsim;

TEST_CASE("Evenly spaced attempts begin at the client's start", "[workload]") {
  CHECK(first_attempts(evenly({steady({}, {20, 1s})}), 4) == std::vector<Duration>{0ms, 50ms, 100ms, 150ms});
  CHECK(first_attempts(evenly({steady({}, {90, 1min})}), 2) == std::vector<Duration>{0ns, 666'666'666ns});
}

// floor(k per / events) by one division, while the sampler never divides. The factors keep k per below 2^63.
TEST_CASE("Evenly spaced attempt k comes at k times per / events, rounded down", "[workload]") {
  CHECK(rc::check([] {
    const auto events = *rc::gen::inRange<std::int64_t>(1, 2'000'000'000);
    const auto per = *rc::gen::inRange<std::int64_t>(1, 864'000'000'000'000);  // up to ten days
    const auto attempts = first_attempts(evenly({steady({}, {events, Duration{per}})}), 10'000);
    for (std::int64_t k = 0; k < 10'000; ++k) {
      RC_ASSERT(attempts[static_cast<std::size_t>(k)] == Duration{k * per / events});
    }
  }));
}

TEST_CASE("At 17/s, attempt k + 4080 is exactly 240 s after attempt k", "[workload]") {
  const auto attempts = first_attempts(evenly({steady({}, {17, 1s})}), 100'000);
  for (std::size_t k = 0; k + 4080 < attempts.size(); ++k) {
    REQUIRE(attempts[k + 4080] - attempts[k] == 240s);
  }
}

// 99,999,989 is prime, so the remainder takes every value once before it comes back to zero: from then on
// everything repeats an hour later, for ever.
TEST_CASE("After a hundred million evenly spaced attempts the clock is exact", "[workload]") {
  constexpr int events = 99'999'989;
  ArrivalTimes arrivals{evenly({steady({}, {events, 1h})})};
  RandomStream stream = arrival_stream();
  for (int k = 0; k < events; ++k) {
    arrivals.next(stream);
  }
  CHECK(arrivals.next(stream) == 1h);
  CHECK(arrivals.next(stream) == 1h + 36'000ns);
}

TEST_CASE("A phase of 2.5 expected attempts leaves the next phase half an attempt to wait", "[workload]") {
  const auto spec = evenly({steady(250ms, {10, 1s}), steady({}, {20, 1s})});
  CHECK(first_attempts(spec, 6) == std::vector<Duration>{0ms, 100ms, 200ms, 275ms, 325ms, 375ms});
}

TEST_CASE("A phase of no length changes nothing, whatever its rate", "[workload]") {
  const auto spec = evenly({steady(0s, {7, 1s}), steady(250ms, {10, 1s}), steady(0s, {1, 1ns}),
                            ramp(0s, {1, 1s}, {9, 1s}), steady({}, {20, 1s})});
  CHECK(first_attempts(spec, 5) == std::vector<Duration>{0ms, 100ms, 200ms, 275ms, 325ms});
}

TEST_CASE("An attempt's sixth in one phase and five sixths in the next make one attempt", "[workload]") {
  const auto spec = evenly({steady(10s, {1, 1min}), steady(50s, {1, 1min}), steady({}, {1, 1s})});
  CHECK(first_attempts(spec, 3) == std::vector<Duration>{0s, 60s, 61s});
}

TEST_CASE("An attempt that is due as a phase ends comes in the next phase that has a rate", "[workload]") {
  const auto spec = evenly({steady(1s, {10, 1s}), steady(60s, {0, 1s}), steady(1s, {10, 1s})});
  const auto attempts = first_attempts(spec, 21);
  CHECK(attempts[9] == 900ms);
  CHECK(attempts[10] == 61s);
  CHECK(attempts[19] == 61s + 900ms);
  CHECK(attempts[20] == forever);
}

TEST_CASE("A phase without a rate at the start delays the first attempt", "[workload]") {
  const auto spec = evenly({steady(30s, {0, 1s}), steady({}, {10, 1s})});
  CHECK(first_attempts(spec, 2) == std::vector<Duration>{30s, 30s + 100ms});
}

TEST_CASE("Where nothing comes the next attempt is never", "[workload]") {
  for (const auto& phases :
       {std::vector<RatePhase>{}, {steady({}, {0, 1s})}, {steady(0s, {5, 1s})}, {ramp(1s, {}, {})}}) {
    CHECK(first_attempts(evenly(phases), 3) == std::vector<Duration>(3, forever));
    CHECK(first_attempts(poisson(phases), 3) == std::vector<Duration>(3, forever));
  }
}

TEST_CASE("After the last phase there are no attempts", "[workload]") {
  const auto attempts = first_attempts(evenly({steady(1s, {10, 1s})}), 13);
  CHECK(attempts[9] == 900ms);
  CHECK(attempts[10] == forever);
  CHECK(attempts[12] == forever);
}

TEST_CASE("A thousand million attempts a second come every nanosecond", "[workload]") {
  CHECK(first_attempts(evenly({steady({}, {1'000'000'000, 1s})}), 4) ==
        std::vector<Duration>{0ns, 1ns, 2ns, 3ns});
}

TEST_CASE("An attempt in ten years is an attempt in ten years, and the sixth in fifty is none",
          "[workload]") {
  const auto attempts = first_attempts(evenly({steady({}, {1, duration_max})}), 7);
  CHECK(attempts[1] == duration_max);
  CHECK(attempts[4] == 4 * duration_max);
  CHECK(attempts[5] == forever);
  CHECK(attempts[6] == forever);
}

namespace {

// The same rate in pieces, some of no length.
ArrivalSpec in_pieces(ArrivalSpec spec, Rate rate, const std::vector<std::uint32_t>& lengths) {
  spec.phases.clear();
  for (const std::uint32_t length : lengths) {
    spec.phases.push_back(steady(Duration{length}, rate));
  }
  spec.phases.push_back(steady({}, rate));
  return spec;
}

}  // namespace

TEST_CASE("Cutting a steady phase into pieces changes no attempt", "[workload]") {
  CHECK(rc::check([](const std::vector<std::uint32_t>& lengths, bool is_poisson) {
    const Rate rate{*rc::gen::inRange<std::int64_t>(1, 1'000'000'000),
                    *rc::gen::elementOf(std::vector<Duration>{1s, 100s, 1h})};
    const ArrivalSpec whole = is_poisson ? poisson({steady({}, rate)}) : evenly({steady({}, rate)});
    RC_ASSERT(first_attempts(in_pieces(whole, rate, lengths), 2'000) == first_attempts(whole, 2'000));
  }));
}
