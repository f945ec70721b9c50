#include "sim/experiment/sequential_test.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/points.hpp"
#include "sim/experiment/rare_failures.hpp"
#include "sim/experiment/summary.hpp"

namespace portsim {

namespace {

constexpr int replications_after(int now) {
  return now + (now + 1) / 2;
}

int round_of(int first, int now) {
  int round = 1;
  for (int n = first; n < now; n = replications_after(n)) ++round;
  return round;
}

// Each threshold may err by its share, on the one side that decides.
Scenario judged_strictly(const Scenario& scenario, double error, int round) {
  const double of_round = error * 6 / (std::numbers::pi * std::numbers::pi * round * round);
  Scenario strict = scenario;
  strict.confidence = Probability{1 - 2 * of_round / static_cast<double>(scenario.thresholds.size())};
  return strict;
}

Verdict verdict_of(const Threshold& threshold, const Results& results, double tolerance) {
  const auto estimate = measured(threshold.metric, threshold.workload, results);
  if (!estimate) return threshold.below ? Verdict::fails : Verdict::meets;  // it never failed
  if (!estimate->low || !estimate->high) return Verdict::undecided;
  const bool is_below = *estimate->high < threshold.value;
  const bool is_above = *estimate->low > threshold.value;
  const bool is_exactly = *estimate->low == *estimate->high;
  if (is_below || is_above || is_exactly)
    return (threshold.below ? is_below : is_above) ? Verdict::meets : Verdict::fails;
  const double half_width = (*estimate->high - *estimate->low) / 2;
  return half_width <= tolerance * threshold.value ? Verdict::indifferent : Verdict::undecided;
}

// One that is crossed decides; else the one of which least is known.
Verdict verdict_of(const Scenario& scenario, const Results& results, double tolerance) {
  Verdict verdict = Verdict::meets;
  for (const Threshold& threshold : scenario.thresholds) {
    const Verdict next = verdict_of(threshold, results, tolerance);
    if (next == Verdict::fails) return next;
    if (!is_sure(next)) verdict = std::max(verdict, next);
  }
  return verdict;
}

// Whether all the replications that may run would see too few failures at the threshold itself: then they are
// left to splitting at once.
bool is_out_of_reach(const Scenario& scenario, const Results& results, int replications_max) {
  constexpr double failures_min = 100;
  return are_failures_too_rare(scenario, results) &&
         std::any_of(scenario.thresholds.begin(), scenario.thresholds.end(), [&](const Threshold& threshold) {
           return threshold.metric == Metric::failure_fraction &&
                  threshold.value * results.attempts * replications_max < failures_min;
         });
}

// The replications of one scenario, and what they come to.
class Tested {
 public:
  Tested(const Scenario& scenario, const SequentialTest& test) : scenario_{scenario}, test_{test} {}

  int wanted_after(const Tallies& tallies) const {
    const int now = static_cast<int>(tallies.size());
    if (now >= test_.replications_max) return now;
    const Results strict = strictly(tallies);
    if (verdict_of(scenario_, strict, test_.tolerance) != Verdict::undecided) return now;
    if (is_out_of_reach(scenario_, strict, test_.replications_max)) return now;
    return std::min(test_.replications_max, replications_after(now));
  }

  TestedScenario conclude(const PointTallies& point, const ExperimentOptions& options) const {
    TestedScenario tested{.results = summary_of(scenario_, point.tallies)};
    tested.results.is_interrupted = !point.is_whole;
    if (!point.is_whole) return tested;
    Results strict = strictly(point.tallies);
    if (is_out_of_reach(scenario_, strict, test_.replications_max)) {
      const bool is_whole =
          split(strict_scenario(point.tallies), strict, options) && split(scenario_, tested.results, options);
      tested.results.is_interrupted = !is_whole;
      if (!is_whole) return tested;
    }
    tested.verdict = verdict_of(scenario_, strict, test_.tolerance);
    tested.seems_to_meet = meets_all(tested.results);
    return tested;
  }

 private:
  Scenario strict_scenario(const Tallies& tallies) const {
    const int round = round_of(scenario_.replications, static_cast<int>(tallies.size()));
    return judged_strictly(scenario_, test_.error, round);
  }

  Results strictly(const Tallies& tallies) const { return summary_of(strict_scenario(tallies), tallies); }

  // False: it was stopped.
  static bool split(const Scenario& scenario, Results& results, const ExperimentOptions& options) {
    if (!are_failures_too_rare(scenario, results)) return true;
    results.rare_failures = rare_failures(scenario, results, options);
    judge_all(scenario, results);
    return results.rare_failures.has_value();
  }

  const Scenario& scenario_;
  const SequentialTest& test_;
};

}  // namespace

TestedScenario test_thresholds(const Scenario& scenario, const SequentialTest& test,
                               const ExperimentOptions& options) {
  const Tested tested{scenario, test};
  PointTallies point{.is_whole = false};
  run_points(
      {&scenario}, options,
      [&](const Scenario&, const Tallies& tallies) { return tested.wanted_after(tallies); },
      [&](PointTallies&& finished) {
        point = std::move(finished);
        return true;
      });
  return tested.conclude(point, options);
}

}  // namespace portsim
