// How often something happens, kept as people write it: 20 in 1 s, 90 in 1 min, 1657 in 100 s. Both numbers
// are whole, so evenly spaced events never drift.
#pragma once

#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

struct Rate {
  std::int64_t events = 0;
  Duration per = 1s;  // positive

  constexpr double per_second() const { return static_cast<double>(events) / in_seconds(per); }
  constexpr double per_nanosecond() const {
    return static_cast<double>(events) / static_cast<double>(per.count());
  }
  constexpr bool is_zero() const { return events == 0; }
  bool operator==(const Rate&) const = default;
};

// `multiplier` times as often, such as the requests of all users together.
constexpr Rate operator*(std::int64_t multiplier, Rate rate) {
  return {multiplier * rate.events, rate.per};
}

}  // namespace portsim
