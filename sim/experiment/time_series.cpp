#include "sim/experiment/time_series.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/statistics/mean_estimate.hpp"

namespace portsim {

namespace {

constexpr std::int64_t bins_max = 400;
constexpr std::size_t hosts_told_apart_max = 6;

using Watched = std::vector<const RunSeries*>;

Watched watched_of(const std::vector<ReplicationTally>& tallies) {
  Watched watched;
  for (const ReplicationTally& tally : tallies)
    if (!tally.series.attempts.empty()) watched.push_back(&tally.series);
  return watched;
}

// None of what is told here can be less than nothing.
Estimate above_zero(Estimate estimate) {
  if (estimate.low) estimate.low = std::max(*estimate.low, 0.0);
  return estimate;
}

// Nor can more ports be in use than there are, but where a bin begins before the range changes.
Estimate not_above(double ports, Estimate estimate) {
  if (estimate.high) estimate.high = std::min(*estimate.high, std::max(ports, estimate.mean));
  return estimate;
}

// `value` of each replication in each bin, times the bin's factor.
template <class Value, class Factor>
std::vector<Estimate> estimates(const Watched& watched, const TimeBins& bins, Probability confidence,
                                Value value, Factor factor) {
  std::vector<Estimate> series;
  std::vector<double> values(watched.size());
  for (std::size_t bin = 0; bin < bins.count(); ++bin) {
    std::transform(watched.begin(), watched.end(), values.begin(),
                   [&](const RunSeries* run) { return value(*run, bin) * factor(bin); });
    series.push_back(above_zero(mean_estimate(values, confidence)));
  }
  return series;
}

// A ratio estimate with the interval of its linearisation: of how far each replication is from the ratio
// (A. Law, Simulation Modeling and Analysis).
Estimate probes_in(const Watched& watched, std::size_t bin, Probability confidence) {
  double probes = 0;
  double attempts = 0;
  for (const RunSeries* run : watched) {
    probes += run->probes[bin];
    attempts += run->attempts[bin];
  }
  if (attempts == 0) return {};
  const double ratio = probes / attempts;
  std::vector<double> deviations;
  deviations.reserve(watched.size());
  for (const RunSeries* run : watched) deviations.push_back(run->probes[bin] - ratio * run->attempts[bin]);
  Estimate estimate = mean_estimate(deviations, confidence);
  const double attempts_mean = attempts / static_cast<double>(watched.size());
  if (estimate.high) {
    const double half = (*estimate.high - estimate.mean) / attempts_mean;
    estimate.low = ratio - half;
    estimate.high = ratio + half;
  }
  estimate.mean = ratio;
  return above_zero(estimate);
}

LevelSeries levels_of(const Watched& watched, const TimeBins& bins, Probability confidence,
                      std::size_t group) {
  const auto level = [&](auto value) {
    return estimates(
        watched, bins, confidence,
        [&](const RunSeries& run, std::size_t bin) { return value(run.levels[group], bin); },
        [](std::size_t) { return 1.0; });
  };
  LevelSeries levels;
  levels.live = level([](const PortLevels& of, std::size_t bin) { return double{of.live[bin]}; });
  levels.time_wait = level([](const PortLevels& of, std::size_t bin) { return double{of.time_wait[bin]}; });
  levels.in_use = level(
      [](const PortLevels& of, std::size_t bin) { return double{of.live[bin]} + double{of.time_wait[bin]}; });
  return levels;
}

void add_ports(const SeriesPlan& series, const PortPlan& plan, std::size_t group, LevelSeries& levels) {
  for (std::size_t bin = 0; bin < series.bins.count(); ++bin) {
    const Duration middle = series.bins.begin_of(bin) + series.bins.length_of(bin) / 2;
    double ports = 0;
    std::size_t pools = 0;
    for (std::size_t n = 0; n < plan.pools.size(); ++n) {
      const PlannedPool& pool = plan.pools[n];
      if (series.group_of_pool[n] != group || middle < pool.from || middle >= pool.until) continue;
      ports += pool.usable_ports();
      ++pools;
    }
    levels.ports.push_back(ports);
    for (auto* level : {&levels.live, &levels.time_wait, &levels.in_use})
      (*level)[bin] = not_above(ports, (*level)[bin]);
    levels.pools = std::max(levels.pools, pools);
  }
}

}  // namespace

SeriesPlan series_plan(const Scenario& scenario, const PortPlan& plan) {
  const bool are_told_apart = scenario.hosts.size() <= hosts_told_apart_max;
  SeriesPlan series{.bins = {scenario.duration, round_length(scenario.duration, bins_max)},
                    .group_of_pool = {},
                    .groups = are_told_apart ? scenario.hosts.size() : 1};
  for (const PlannedPool& pool : plan.pools) series.group_of_pool.push_back(are_told_apart ? pool.host : 0);
  return series;
}

TimeSeries time_series(const Scenario& scenario, const PortPlan& plan,
                       const std::vector<ReplicationTally>& tallies) {
  const Watched watched = watched_of(tallies);
  if (watched.empty()) return {};
  const SeriesPlan planned = series_plan(scenario, plan);
  const TimeBins& bins = planned.bins;
  const auto per_second = [&](std::size_t bin) { return 1 / in_seconds(bins.length_of(bin)); };
  const auto rate_of = [&](std::vector<float> RunSeries::*counts) {
    return estimates(
        watched, bins, scenario.confidence,
        [&](const RunSeries& run, std::size_t bin) { return double{(run.*counts)[bin]}; }, per_second);
  };
  TimeSeries series{.bins = bins,
                    .replications = static_cast<int>(watched.size()),
                    .attempts = rate_of(&RunSeries::attempts),
                    .failures = rate_of(&RunSeries::failures),
                    .probes = {},
                    .levels = {}};
  for (std::size_t bin = 0; bin < bins.count(); ++bin)
    series.probes.push_back(probes_in(watched, bin, scenario.confidence));
  for (std::size_t group = 0; group < planned.groups; ++group) {
    LevelSeries levels = levels_of(watched, bins, scenario.confidence, group);
    if (planned.groups == scenario.hosts.size()) levels.host = scenario.hosts[group].name;
    add_ports(planned, plan, group, levels);
    if (levels.pools > 0) series.levels.push_back(std::move(levels));
  }
  return series;
}

}  // namespace portsim
