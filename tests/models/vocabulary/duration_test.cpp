#include "models/vocabulary/duration.hpp"

#include <limits>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("A duration is a whole number of nanoseconds", "[vocabulary]") {
  CHECK(Duration{240s}.count() == 240'000'000'000);
  CHECK(Duration{1ms}.count() == 1'000'000);
}

TEST_CASE("A whole number of seconds is that number as a floating one", "[vocabulary]") {
  CHECK(in_seconds(1500ms) == 1.5);
  for (std::int64_t seconds = 0; seconds <= 100'000; ++seconds)
    if (in_seconds(std::chrono::seconds{seconds}) != static_cast<double>(seconds)) FAIL(seconds << " s");
}

TEST_CASE("A fraction of a nanosecond is rounded to the nearest", "[vocabulary]") {
  CHECK(rounded_nanoseconds(0.0) == 0ns);
  CHECK(rounded_nanoseconds(0.49) == 0ns);
  CHECK(rounded_nanoseconds(0.5) == 1ns);
  CHECK(rounded_nanoseconds(1e9 - 0.4) == 1s);
  CHECK(rounded_nanoseconds(static_cast<double>(forever.count())) == forever);
}

TEST_CASE("The longest durations can be added up without overflow", "[vocabulary]") {
  constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max();
  CHECK(duration_max < forever);
  CHECK(forever.count() < limit / 2);
  // An instant within a run, a lease that never ends and three more durations.
  CHECK(forever.count() < limit - 4 * duration_max.count());
}
