// An instant of a run: whole nanoseconds since it began. Instants and durations do not mix by accident.
#pragma once

#include <compare>
#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

class SimTime {
 public:
  constexpr SimTime() = default;
  constexpr explicit SimTime(Duration since_start) : since_start_{since_start} {}
  constexpr Duration since_start() const { return since_start_; }
  auto operator<=>(const SimTime&) const = default;

  friend constexpr SimTime operator+(SimTime instant, Duration later) {
    return SimTime{instant.since_start_ + later};
  }
  friend constexpr SimTime operator-(SimTime instant, Duration earlier) {
    return SimTime{instant.since_start_ - earlier};
  }
  friend constexpr Duration operator-(SimTime later, SimTime earlier) {
    return later.since_start_ - earlier.since_start_;
  }

  // After everything that can happen; not to be added to.
  static constexpr SimTime never() { return SimTime{Duration::max()}; }

 private:
  Duration since_start_ = Duration::zero();
};

}  // namespace portsim
