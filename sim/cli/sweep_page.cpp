#include "sim/cli/sweep_page.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/dependencies.hpp"
#include "sim/experiment/quantity.hpp"
#include "sim/experiment/sweep.hpp"
#include "sim/report/sweep_html.hpp"
#include "sim/scenario/written_value.hpp"

namespace portsim {
namespace {

// More are not loaded once more, for the page not to take longer than people wait.
constexpr std::size_t points_asked_max = 200;

// Points between which an axis of words changes, such as systems and patches: numbers change no facts.
std::vector<std::size_t> points_with_facts(const Grid& grid) {
  std::vector<std::size_t> points;
  std::vector<std::vector<std::uint32_t>> seen;
  for (std::size_t point = 0; point < grid.points.size() && points.size() < points_asked_max; ++point) {
    std::vector<std::uint32_t> words;
    for (std::size_t axis = 0; axis < grid.axes.size(); ++axis)
      if (!parse_quantity(grid.axes[axis].values.front())) words.push_back(grid.points[point][axis]);
    if (std::find(seen.begin(), seen.end(), words) != seen.end()) continue;
    seen.push_back(std::move(words));
    points.push_back(point);
  }
  return points;
}

std::vector<Dependency> dependencies_of_points(const Grid& grid, const ScenarioText& text) {
  std::vector<Dependency> all;
  for (const std::size_t point : points_with_facts(grid)) {
    const auto scenario = scenario_at(text, grid, point);
    if (!scenario) continue;
    for (Dependency& each : dependencies_of(*scenario))
      if (std::none_of(all.begin(), all.end(),
                       [&](const Dependency& known) { return known.fact == each.fact; }))
        all.push_back(std::move(each));
  }
  return all;
}

bool varies_thresholds(const Grid& grid) {
  return std::any_of(grid.axes.begin(), grid.axes.end(), [](const Axis& axis) {
    constexpr std::string_view thresholds = "thresholds";
    return axis.path.compare(0, thresholds.size(), thresholds) == 0;
  });
}

std::vector<SweptThreshold> thresholds_of(const Scenario& scenario) {
  std::vector<SweptThreshold> thresholds;
  for (const Threshold& each : scenario.thresholds) {
    const std::string metric{name_of(each.metric)};
    const std::string measurement =
        each.workload ? fmt::format("workloads.{}.{}", scenario.workloads[*each.workload].name, metric)
                      : metric;
    thresholds.push_back({measurement, each.value, each.expression});
  }
  return thresholds;
}

}  // namespace

std::string sweep_page(const FinishedSweep& sweep, const ScenarioText& text) {
  SweepReport report{.sweep = sweep,
                     .text = text.text,
                     .today = {},
                     .thresholds = {},
                     .depends_on = dependencies_of_points(sweep.grid, text)};
  for (const Axis& axis : sweep.grid.axes) report.today.push_back(written_value(text, axis.path));
  const auto first = scenario_at(text, sweep.grid, 0);
  if (first && !varies_thresholds(sweep.grid)) report.thresholds = thresholds_of(*first);
  return sweep_html(report);
}

}  // namespace portsim
