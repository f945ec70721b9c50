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

Occupancy::Occupancy(const ObservedSpan& observed, std::int64_t samples_wanted)
    : observed_{observed},
      spacing_bits_{spacing_bits_for(observed.length(), samples_wanted)},
      before_first_sample_{observed.from - (spacing() - Duration{1})},
      samples_(sample_from(observed.until) + 1) {}

Occupancy::Peak Occupancy::peak() const {
  std::int64_t level = 0;
  Peak peak{0, 0};
  for (std::size_t n = 0; n < samples_.size(); ++n) {
    peak.at_most = std::max(peak.at_most, level + samples_[n].taken);
    level += samples_[n].change + samples_[n].taken;
    // The last sample collects what ends with the span or later: it is not within it.
    if (n + 1 < samples_.size()) peak.at_least = std::max(peak.at_least, level);
  }
  return {peak.at_least, std::max(peak.at_least, peak.at_most)};
}

std::vector<double> Occupancy::levels() const {
  std::vector<double> levels;
  std::int64_t level = 0;
  // The last sample collects what ends with the span or later.
  for (std::size_t n = 0; n + 1 < samples_.size(); ++n) {
    level += samples_[n].change + samples_[n].taken;
    levels.push_back(static_cast<double>(level));
  }
  return levels;
}

}  // namespace portsim
