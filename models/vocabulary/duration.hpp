// A length of simulated time, in whole nanoseconds. An instant is another thing (sim/engine/sim_time.hpp):
// the models know durations, never the time.
#pragma once

#include <chrono>
#include <cstdint>

namespace portsim {

using Duration = std::chrono::duration<std::int64_t, std::nano>;

using namespace std::chrono_literals;

// The longest duration a user may write. It leaves room for a sum of several: 2^63 ns are 292 years.
inline constexpr Duration duration_max = std::chrono::hours{24 * 3652};  // ten years

// Longer than any run; still safe to add to an instant within one.
inline constexpr Duration forever = 5 * duration_max;

// Divides, because 1e9 is exact in binary and 1e-9 is not: 120 s are 120.0.
constexpr double in_seconds(Duration duration) {
  return static_cast<double>(duration.count()) / 1e9;
}

// Rounds to the nearest nanosecond (truncation would shorten random gaps by half a nanosecond on average).
// The argument must be between 0 s and `forever`.
constexpr Duration rounded_nanoseconds(double nanoseconds) {
  return Duration{static_cast<std::int64_t>(nanoseconds + 0.5)};
}

}  // namespace portsim
