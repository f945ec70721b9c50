#include "sim/statistics/occupancy.hpp"

#include <bit>

namespace portsim {

namespace {

// The widest power of two that leaves so many instants at least.
int spacing_bits_for(Duration length, std::int64_t samples) {
  const auto widest = static_cast<std::uint64_t>(length.count() / samples);
  return widest == 0 ? 0 : static_cast<int>(std::bit_width(widest)) - 1;
}

}  // namespace

Occupancy::Occupancy(const ObservedSpan& observed, std::size_t pools, std::int64_t samples_wanted)
    : observed_{observed},
      spacing_bits_{spacing_bits_for(observed.length(), samples_wanted)},
      before_first_sample_{observed.from - (spacing() - Duration{1})},
      pools_{pools},
      port_times_(pools),
      instants_{instant_from(observed.until) + 1},
      samples_(instants_ * pools) {}

// The change has a sign, and has borrowed from what was taken if it is negative.
Occupancy::Happened Occupancy::happened(Sample sample) {
  constexpr int rest = 64 - change_bits;
  const std::int64_t change = static_cast<std::int64_t>(sample << rest) >> rest;
  return {change, static_cast<std::int64_t>(sample - static_cast<Sample>(change)) >> change_bits};
}

Occupancy::Peak Occupancy::peak(std::size_t pool) const {
  std::int64_t level = 0;
  Peak peak{0, 0};
  for (std::size_t n = 0; n < instants_; ++n) {
    const auto [change, taken] = happened(samples_[n * pools_ + pool]);
    peak.at_most = std::max(peak.at_most, level + taken);
    level += change;
    // The last sample collects what ends with the span or later: it is not within it.
    if (n + 1 < instants_) peak.at_least = std::max(peak.at_least, level);
  }
  return {peak.at_least, std::max(peak.at_least, peak.at_most)};
}

std::vector<double> Occupancy::levels() const {
  std::vector<double> levels;
  std::int64_t level = 0;
  // The last sample collects what ends with the span or later.
  for (std::size_t n = 0; n + 1 < instants_; ++n) {
    for (std::size_t pool = 0; pool < pools_; ++pool) level += happened(samples_[n * pools_ + pool]).change;
    levels.push_back(static_cast<double>(level));
  }
  return levels;
}

}  // namespace portsim
