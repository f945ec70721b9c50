// A probability, or a fraction of a whole: 0 to 1.
#pragma once

#include <cassert>
#include <compare>

namespace portsim {

class Probability {
 public:
  constexpr explicit Probability(double value) : value_{value} { assert(value >= 0 && value <= 1); }
  constexpr double value() const { return value_; }
  auto operator<=>(const Probability&) const = default;

 private:
  double value_;
};

}  // namespace portsim
