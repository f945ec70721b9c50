#include "sim/experiment/rare_failures.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "models/analytic/erlang_b.hpp"

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/precision.hpp"
#include "sim/experiment/split_runs.hpp"
#include "sim/statistics/mean_estimate.hpp"
#include "sim/statistics/ratio_estimate.hpp"

namespace portsim {

namespace {

constexpr double failures_min = 30;  // below it an interval says little of itself
constexpr double rare = 1e-3;        // above it more replications are the simpler way

// Of one workload, or of all together.
using Subject = std::optional<std::uint32_t>;

// Of the whole experiment.
bool has_too_few_failures(const Subject& subject, const Results& results) {
  const double failures = subject ? results.workloads[*subject].failures : results.failures;
  const double attempts = subject ? results.workloads[*subject].attempts : results.attempts;
  return failures * results.replications < failures_min && failures < rare * attempts;
}

bool is_undecided(const Threshold& threshold, const Results& results) {
  const auto estimate = measured(threshold.metric, threshold.workload, results);
  if (!estimate) return false;
  if (!estimate->low || !estimate->high) return true;
  return *estimate->low < threshold.value && threshold.value < *estimate->high;
}

// What is to be known better.
std::vector<Subject> subjects(const Scenario& scenario, const Results& results) {
  std::vector<Subject> all;
  for (const Threshold& threshold : scenario.thresholds)
    if (threshold.metric == Metric::failure_fraction && is_undecided(threshold, results))
      all.push_back(threshold.workload);
  const auto& wanted = scenario.precision;
  if (wanted && wanted->of == Metric::failure_fraction && !is_precise(*wanted, results))
    all.push_back(wanted->workload);
  const auto is_seen = [&](const Subject& subject) { return !has_too_few_failures(subject, results); };
  all.erase(std::remove_if(all.begin(), all.end(), is_seen), all.end());
  return all;
}

Estimate estimate_of(const Subject& subject, const RestartTallies& tallies, const Scenario& scenario) {
  std::vector<RatioSample> samples;
  for (const RestartTally& tally : tallies) {
    RatioSample sample;
    for (std::size_t n = 0; n < tally.workloads.size(); ++n) {
      if (subject && *subject != n) continue;
      sample.events += tally.workloads[n].events;
      sample.trials += tally.workloads[n].trials;
    }
    samples.push_back(sample);
  }
  return ratio_estimate(samples, {.confidence = scenario.confidence});
}

double fullest_of(const Results& results) {
  double fullest = 0;
  for (const PoolResult& pool : results.pools)
    if (pool.ports > 0) fullest = std::max(fullest, pool.mean_in_use / pool.ports);
  return fullest;
}

double design_effect_of(const Results& results) {
  std::vector<LoadedServers> groups;
  for (const PoolResult& pool : results.pools)
    if (pool.mean_in_use > 0) groups.push_back({pool.ports, OfferedLoad{pool.mean_in_use}});
  return largest_design_effect(groups);
}

// Per attempt. Failures come in clumps after a climb, but hardly by the thousand.
double rarest_that_matters(const Scenario& scenario, const Results& results) {
  constexpr double part = 1e-3;
  double smallest = 1;
  for (const Threshold& threshold : scenario.thresholds)
    if (threshold.metric == Metric::failure_fraction && is_undecided(threshold, results))
      smallest = std::min(smallest, threshold.value);
  return smallest < 1 ? part * smallest : 0;
}

class RareFailureSearch {
 public:
  RareFailureSearch(const Scenario& scenario, const Results& replicated, const ExperimentOptions& options)
      : scenario_{scenario},
        replicated_{replicated},
        subjects_{subjects(scenario, replicated)},
        ports_{ports_of_levels(scenario)},
        rarest_{rarest_that_matters(scenario, replicated) * replicated.attempts},
        effort_max_{std::max(effort_of_seconds, replicated.attempts * replicated.replications)},
        runs_{scenario, options} {
    const auto& precision = scenario.precision;
    if (precision && precision->of == Metric::failure_fraction) relative_ = precision->relative.value();
  }

  std::optional<RareFailures> find() {
    RareFailures found;
    found.ports = ports_;
    if (!adapt_levels()) return std::nullopt;
    found.levels = levels_;
    found.climbed_to = climbed_to_;
    if (has_levels_) {
      const std::optional<RestartTallies> tallies = replicate();
      if (!tallies) return std::nullopt;
      add_estimates(*tallies, found);
    }
    found.attempts = runs_.attempts();
    return found;
  }

 private:
  // In pilot runs, until they come to failures. False: stopped.
  bool adapt_levels() {
    constexpr int rounds_max = 12;
    constexpr double actions_of_round = 20'000;
    constexpr int runs_max = 20;
    const double ports = static_cast<double>(ports_);
    const double actions = std::max(replicated_.attempts, replicated_.requests);
    const int count = std::clamp(static_cast<int>(actions_of_round / actions), 1, runs_max);
    levels_ =
        split_levels(climbs_of_chain(ports_, fullest_of(replicated_) * ports, replicated_.attempts), rarest_);
    int rounds_in_vain = 0;
    for (int round = 0;
         round < rounds_max && rounds_in_vain < 2 && runs_.effort() < effort_max_ / 8 && !has_levels_;
         ++round) {
      const auto tallies = runs_.run({levels_, effort_max_ / 20}, count);
      if (!tallies) return false;
      const ClimbCounts climbs = mean_climbs(*tallies);
      const bool is_higher = climbs_higher(climbs);
      if (!are_whole(*tallies)) {
        levels_ = with_fewer_trials(levels_);
        continue;
      }
      levels_ = split_levels(extrapolated(climbs), rarest_);
      has_levels_ = often_climbed_to(climbs) + 1 == climbs.size();
      rounds_in_vain = is_higher && has_more_to_climb(climbs) ? 0 : rounds_in_vain + 1;
    }
    return true;
  }

  // Trials come to every level that matters, and none failed: then what is beyond does not matter.
  bool has_more_to_climb(const ClimbCounts& climbs) const {
    const auto often = static_cast<std::int64_t>(often_climbed_to(climbs));
    return climbs.back().seen > 0 || (!levels_.empty() && levels_.back().ports > often);
  }

  bool climbs_higher(const ClimbCounts& climbs) {
    const std::int64_t before = climbed_to_;
    for (std::int64_t n = before + 1; n <= ports_; ++n)
      if (climbs[static_cast<std::size_t>(n)].seen > 0) climbed_to_ = n;
    return climbed_to_ > before;
  }

  // In rounds that grow by half, until the interval is narrow enough. Nothing: stopped.
  std::optional<RestartTallies> replicate() {
    constexpr int replications_max = 10'000;
    RestartTallies all;
    int wanted = 10;
    while (static_cast<int>(all.size()) < wanted) {
      auto more = runs_.run({levels_, effort_max_}, wanted - static_cast<int>(all.size()));
      if (!more) return std::nullopt;
      for (RestartTally& tally : *more) tally.climbs.clear();
      std::move(more->begin(), more->end(), std::back_inserter(all));
      const double factor = replications_lacking(all);
      if (!are_whole(all) || runs_.effort() >= effort_max_ || factor <= 1) break;
      const double affordable = effort_max_ / runs_.effort();
      const double most = wanted * std::min(std::clamp(factor, 1.1, 1.5), affordable);
      wanted = std::min(static_cast<int>(most) + 1, replications_max);
    }
    return all;
  }

  // How many times as many are needed for an interval as narrow as is wanted; 1: no more.
  double replications_lacking(const RestartTallies& tallies) const {
    constexpr double unknown = 1e9;
    double factor = 1;
    for (const Subject& subject : subjects_) {
      const auto half_width = relative_half_width(estimate_of(subject, tallies, scenario_));
      const double too_wide = half_width ? *half_width / (relative_ / (1 + relative_)) : unknown;
      factor = std::max(factor, too_wide * too_wide);
    }
    return factor;
  }

  void add_estimates(const RestartTallies& tallies, RareFailures& found) const {
    found.replications = static_cast<int>(tallies.size());
    double failures = 0;
    for (const RestartTally& tally : tallies) failures += static_cast<double>(tally.failures);
    if (!are_whole(tallies) || failures < failures_min) return;
    found.failure_fraction = estimate_of(std::nullopt, tallies, scenario_);
    for (std::uint32_t n = 0; n < scenario_.workloads.size(); ++n)
      found.of_workloads.push_back(estimate_of(n, tallies, scenario_));
    if (const auto half_width = relative_half_width(*found.failure_fraction))
      found.plain_attempts = plain_attempts(found.failure_fraction->mean, *half_width);
  }

  double plain_attempts(double fraction, double relative_half_width) const {
    constexpr int many = 1'000'000;
    const double errors = two_sided_student_quantile(many, scenario_.confidence) / relative_half_width;
    return design_effect_of(replicated_) * (1 - fraction) / fraction * errors * errors;
  }

  static constexpr double effort_of_seconds = 2e8;

  const Scenario& scenario_;
  const Results& replicated_;
  std::vector<Subject> subjects_;
  std::int64_t ports_;
  double rarest_;  // climbs that matter, per replication
  double effort_max_;
  SplitRuns runs_;
  double relative_ = 0.1;
  std::vector<SplitLevel> levels_;
  bool has_levels_ = false;  // up to failures
  std::int64_t climbed_to_ = 0;
};

}  // namespace

bool are_failures_too_rare(const Scenario& scenario, const Results& results) {
  return !subjects(scenario, results).empty();
}

std::optional<RareFailures> rare_failures(const Scenario& scenario, const Results& replicated,
                                          const ExperimentOptions& options) {
  return RareFailureSearch{scenario, replicated, options}.find();
}

}  // namespace portsim
