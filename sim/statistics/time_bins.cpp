#include "sim/statistics/time_bins.hpp"

#include <chrono>
#include <initializer_list>

namespace portsim {

Duration round_length(Duration run, std::int64_t count_max) {
  using namespace std::chrono_literals;
  const auto is_enough = [&](Duration length) { return (run - Duration{1}) / length < count_max; };
  for (Duration decade{1}; decade < 1s; decade *= 10)
    for (const int step : {1, 2, 5})
      if (is_enough(decade * step)) return decade * step;
  for (const Duration length : std::initializer_list<Duration>{1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min,
                                                               10min, 15min, 30min, 1h, 2h, 3h, 6h, 12h})
    if (is_enough(length)) return length;
  Duration days = 24h;
  while (!is_enough(days)) days *= 2;
  return days;
}

}  // namespace portsim
