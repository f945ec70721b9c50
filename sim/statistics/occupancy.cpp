#include "sim/statistics/occupancy.hpp"

#include <bit>

namespace portsim {

namespace {

// The widest power of two that leaves at least samples_min instants.
int spacing_bits_for(Duration length) {
  const auto widest = static_cast<std::uint64_t>(length.count() / Occupancy::samples_min);
  return widest == 0 ? 0 : static_cast<int>(std::bit_width(widest)) - 1;
}

}  // namespace

Occupancy::Occupancy(const ObservedSpan& observed)
    : observed_{observed},
      spacing_bits_{spacing_bits_for(observed.length())},
      spacing_mask_{(std::int64_t{1} << spacing_bits_) - 1},
      changes_(sample_from(observed.until) + 1) {}

std::int64_t Occupancy::peak_sampled() const {
  std::int64_t level = 0;
  std::int64_t peak = 0;
  // The last sampled instant collects what ends with the run or later: it is not within the span.
  for (std::size_t sample = 0; sample + 1 < changes_.size(); ++sample) {
    level += changes_[sample];
    peak = std::max(peak, level);
  }
  return peak;
}

}  // namespace portsim
