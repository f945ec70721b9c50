#include "sim/experiment/sweep.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "sim/experiment/handover.hpp"
#include "sim/experiment/judgement.hpp"
#include "sim/experiment/points.hpp"
#include "sim/experiment/summary.hpp"
#include "sim/experiment/warm_up.hpp"

namespace portsim {

namespace {

// A person corrects no more of them at a time, and each costs a look at those before it.
constexpr std::size_t problems_max = 50;

SweptPoint swept(std::size_t point, const Scenario& scenario, const Tallies& tallies) {
  const Results results = summary_of(scenario, tallies);
  const auto& thresholds = results.thresholds;
  SweptPoint swept{.point = point,
                   .digest = scenario.digest,
                   .measurements = measurements_of(scenario, results),
                   .fingerprint = results.fingerprint};
  if (!thresholds.empty()) swept.is_met = meets_all(results);
  swept.is_uncertain =
      std::any_of(thresholds.begin(), thresholds.end(), [](const auto& each) { return each.uncertain; });
  for (const ReplicationTally& tally : tallies) swept.replications.push_back(counts_of(tally));
  return swept;
}

// A path that is wrong is so whatever its value.
bool is_same(const Problem& a, const Problem& b) {
  const bool has_same_text = a.location.text == b.location.text || a.kind == ProblemKind::bad_path;
  return has_same_text && a.location.file == b.location.file && a.location.line == b.location.line &&
         a.location.column == b.location.column && a.path == b.path && a.message == b.message;
}

}  // namespace

Result<Scenario> scenario_at(const ScenarioText& text, const Grid& grid, std::size_t point) {
  return ParsedScenario{text}.with(grid.overrides_at(point));
}

Result<std::vector<PlannedPoint>> plan_points(const ScenarioText& text, const Grid& grid) {
  const ParsedScenario parsed{text};
  std::vector<PlannedPoint> planned;
  std::vector<Problem> problems;
  for (std::size_t point = 0; point < grid.points.size() && problems.size() < problems_max; ++point) {
    const Result<Scenario> scenario = parsed.with(grid.overrides_at(point));
    if (scenario) {
      planned.push_back({scenario->digest, scenario->seed, scenario->confidence});
      continue;
    }
    for (const Problem& problem : scenario.error())
      if (std::none_of(problems.begin(), problems.end(),
                       [&](const Problem& known) { return is_same(known, problem); }))
        problems.push_back(problem);
  }
  if (!problems.empty()) return tl::unexpected{std::move(problems)};
  return planned;
}

void run_sweep(const ScenarioText& text, const Grid& grid, const std::vector<std::size_t>& points,
               const ExperimentOptions& options, const PointsFinished& finished) {
  const ParsedScenario parsed{text};
  // A thread has its own point to find the warm-up of.
  const ExperimentOptions alone{.threads = 1, .stop = options.stop};
  std::atomic<bool> is_over = false;
  Handover<SweptPoint> done{[&](std::vector<SweptPoint>&& some) {
    if (!is_over && !finished(std::move(some))) is_over = true;
  }};
  run_points(
      points.size(),
      [&](std::size_t n) -> std::shared_ptr<const Scenario> {
        if (is_over) return nullptr;
        Scenario scenario = parsed.with(grid.overrides_at(points[n])).value();
        return std::make_shared<const Scenario>(with_warm_up_found(std::move(scenario), alone));
      },
      options,
      [&](PointTallies&& point) {
        if (point.is_whole) done.give(swept(points[point.point], *point.scenario, point.tallies));
        return point.is_whole;
      });
  done.close();
}

}  // namespace portsim
