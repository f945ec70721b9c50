// How long a connection stays open: a specification, and its mean. The sampler is in
// holding_time_sampler.hpp.
#pragma once

#include <variant>

#include "models/vocabulary/duration.hpp"

namespace portsim {

struct ConstantHold {
  Duration length = Duration::zero();
  bool operator==(const ConstantHold&) const = default;
};
struct ExponentialHold {
  Duration mean;
  bool operator==(const ExponentialHold&) const = default;
};
struct UniformHold {
  Duration shortest;
  Duration longest;
  bool operator==(const UniformHold&) const = default;
};
struct LognormalHold {
  Duration mean;
  double coefficient_of_variation;
  bool operator==(const LognormalHold&) const = default;
};
struct HoldForever {
  bool operator==(const HoldForever&) const = default;
};

using HoldingTimeSpec = std::variant<ConstantHold, ExponentialHold, UniformHold, LognormalHold, HoldForever>;

constexpr bool is_random(const HoldingTimeSpec& spec) {
  return !std::holds_alternative<ConstantHold>(spec) && !std::holds_alternative<HoldForever>(spec);
}

Duration mean_of(const HoldingTimeSpec& spec);  // `forever` for HoldForever

}  // namespace portsim
