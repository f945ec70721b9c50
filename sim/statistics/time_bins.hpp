// A run cut into bins of equal, round length, for what is told of it over time. The last may be shorter.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "models/vocabulary/duration.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

struct TimeBins {
  Duration run{};
  Duration length{};  // of each but perhaps the last

  std::size_t count() const { return static_cast<std::size_t>((run + length - Duration{1}) / length); }
  Duration begin_of(std::size_t bin) const { return length * static_cast<std::int64_t>(bin); }
  Duration length_of(std::size_t bin) const { return std::min(length, run - begin_of(bin)); }
  std::size_t bin_of(SimTime when) const { return static_cast<std::size_t>(when.since_start() / length); }
  bool operator==(const TimeBins&) const = default;
};

// 1, 2, 5, 10, 15, 30 seconds or minutes, and so on: the shortest of which at most so many are enough.
Duration round_length(Duration run, std::int64_t count_max);

}  // namespace portsim
