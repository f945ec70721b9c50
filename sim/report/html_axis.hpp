// The time axis of the figures of a run: its unit, and what happens at instants on it.
#pragma once

#include <string>
#include <string_view>

#include "models/vocabulary/duration.hpp"

#include "sim/report/json_text.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct TimeUnit {
  std::string_view name;  // "minutes"
  Duration length{};

  double of(Duration duration) const { return in_seconds(duration) / in_seconds(length); }
};

// In which a run of that length is counted in two or three digits.
TimeUnit time_unit_for(Duration run);

// The steps of the timeline, numbered from 1: [{"x", "label"}].
Json timeline_marks(const Scenario&, const TimeUnit&);

// "Vertical lines: 1 at 20 min, restart the adapter of a; …"; empty without a timeline.
std::string timeline_words(const Scenario&);

// What is not counted: [{"from", "until", "label"}].
Json warm_up_shade(const Scenario&, const TimeUnit&);

}  // namespace portsim
