#include "sim/report/html_axis.hpp"

#include <fmt/format.h>

#include "sim/report/html_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

TimeUnit time_unit_for(Duration run) {
  constexpr TimeUnit units[] = {{"days", 24h},   {"hours", 1h},         {"minutes", 1min},
                                {"seconds", 1s}, {"milliseconds", 1ms}, {"microseconds", 1us}};
  for (const TimeUnit& unit : units)
    if (run >= 3 * unit.length) return unit;
  return {"nanoseconds", Duration{1}};
}

Json timeline_marks(const Scenario& scenario, const TimeUnit& unit) {
  Json marks = Json::array();
  for (std::size_t n = 0; n < scenario.timeline.size(); ++n)
    marks.push_back(
        {{"x", short_number(unit.of(scenario.timeline[n].at))}, {"label", std::to_string(n + 1)}});
  return marks;
}

std::string timeline_words(const Scenario& scenario) {
  std::string words;
  for (std::size_t n = 0; n < scenario.timeline.size(); ++n) {
    const TimelineStep& step = scenario.timeline[n];
    words += fmt::format("{}{} at {}, {}", n == 0 ? "Vertical lines: " : "; ", n + 1, duration_text(step.at),
                         printable(step.what));
  }
  return words.empty() ? "" : words + ".";
}

Json warm_up_shade(const Scenario& scenario, const TimeUnit& unit) {
  Json shades = Json::array();
  if (scenario.warm_up > Duration::zero())
    shades.push_back(
        {{"from", 0}, {"until", short_number(unit.of(scenario.warm_up))}, {"label", "warm-up, not counted"}});
  return shades;
}

}  // namespace portsim
