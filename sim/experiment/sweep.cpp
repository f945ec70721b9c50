#include "sim/experiment/sweep.hpp"

#include <algorithm>
#include <utility>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/points.hpp"
#include "sim/experiment/summary.hpp"
#include "sim/experiment/warm_up.hpp"

namespace portsim {

namespace {

// So many scenarios are in memory at once.
constexpr std::size_t points_at_once = 64;

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

// Progress of the whole sweep, from that of the points that are in memory.
class ProgressOfParts {
 public:
  ProgressOfParts(std::size_t points, const ExperimentOptions& options)
      : points_{static_cast<double>(points)}, options_{options} {}

  ExperimentOptions of_part(std::size_t points) {
    ExperimentOptions part = options_;
    if (options_.progress)
      part.progress = [this, points](const Progress& now) {
        of_this_part_ = now.finished;
        const double done = finished_points_ + now.fraction * static_cast<double>(points);
        const double replications = now.replications * points_ / static_cast<double>(points);
        options_.progress({finished_ + now.finished, static_cast<int>(replications), done / points_});
      };
    return part;
  }
  void end_of_part(std::size_t points) {
    finished_points_ += static_cast<double>(points);
    finished_ += std::exchange(of_this_part_, 0);
  }

 private:
  double points_;
  const ExperimentOptions& options_;
  double finished_points_ = 0;
  int finished_ = 0;  // replications
  int of_this_part_ = 0;
};

// A path that is wrong is so whatever its value.
bool is_same(const Problem& a, const Problem& b) {
  const bool has_same_text = a.location.text == b.location.text || a.kind == ProblemKind::bad_path;
  return has_same_text && a.location.file == b.location.file && a.location.line == b.location.line &&
         a.location.column == b.location.column && a.path == b.path && a.message == b.message;
}

}  // namespace

Result<Scenario> scenario_at(const ScenarioText& text, const Grid& grid, std::size_t point) {
  ScenarioText with_values = text;
  with_values.varied = grid.overrides_at(point);
  return load_scenario(with_values);
}

Result<std::vector<PlannedPoint>> plan_points(const ScenarioText& text, const Grid& grid) {
  std::vector<PlannedPoint> planned;
  std::vector<Problem> problems;
  for (std::size_t point = 0; point < grid.points.size() && problems.size() < problems_max; ++point) {
    const Result<Scenario> scenario = scenario_at(text, grid, point);
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
               const ExperimentOptions& options, const std::function<bool(SweptPoint&&)>& finished) {
  ProgressOfParts progress{points.size(), options};
  bool is_over = false;
  for (std::size_t begin = 0; begin < points.size() && !is_over; begin += points_at_once) {
    const std::size_t count = std::min(points_at_once, points.size() - begin);
    std::vector<Scenario> scenarios;
    for (std::size_t n = 0; n < count; ++n)
      scenarios.push_back(with_warm_up_found(scenario_at(text, grid, points[begin + n]).value(), options));
    std::vector<const Scenario*> pointers;
    pointers.reserve(count);
    for (const Scenario& scenario : scenarios) pointers.push_back(&scenario);
    run_points(pointers, progress.of_part(count), [&](PointTallies&& done) {
      if (done.is_whole)
        is_over = !finished(swept(points[begin + done.point], scenarios[done.point], done.tallies));
      else
        is_over = true;
      return !is_over;
    });
    progress.end_of_part(count);
    is_over |= options.stop != nullptr && options.stop->load();
  }
}

}  // namespace portsim
