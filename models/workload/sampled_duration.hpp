// A drawn length of time as a Duration: rounded to the nearest nanosecond, and `forever` when it is longer
// than that, so that no draw overflows.
#pragma once

#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

constexpr Duration sampled_duration(double nanoseconds) {
  if (nanoseconds >= static_cast<double>(forever.count())) [[unlikely]]
    return forever;
  return rounded_nanoseconds(nanoseconds);
}

// The same rounded down, for who carries the rest.
constexpr Duration whole_duration(double nanoseconds) {
  if (nanoseconds >= static_cast<double>(forever.count())) [[unlikely]]
    return forever;
  return Duration{static_cast<std::int64_t>(nanoseconds)};
}

}  // namespace portsim
