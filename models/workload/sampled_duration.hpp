// A drawn length of time as a Duration: rounded to the nearest nanosecond, and `forever` when it is longer
// than that, so that no draw overflows.
#pragma once

#include <algorithm>
#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

constexpr Duration sampled_duration(double nanoseconds) {
  return rounded_nanoseconds(std::min(nanoseconds, static_cast<double>(forever.count())));
}

// The same rounded down, for who carries the rest.
constexpr Duration whole_duration(double nanoseconds) {
  return Duration{static_cast<std::int64_t>(std::min(nanoseconds, static_cast<double>(forever.count())))};
}

}  // namespace portsim
