#include "sim/experiment/warm_up.hpp"

#include <cstddef>
#include <vector>

#include "sim/experiment/longest_lease.hpp"
#include "sim/experiment/points.hpp"
#include "sim/statistics/mser.hpp"

namespace portsim {

namespace {

// Of all replications; they are sampled at the same instants.
std::vector<double> mean_ports_in_use(const Tallies& tallies) {
  std::vector<double> sums(tallies.front().in_use.means.size());
  for (const ReplicationTally& tally : tallies)
    for (std::size_t n = 0; n < sums.size(); ++n) sums[n] += tally.in_use.means[n];
  for (double& sum : sums) sum /= static_cast<double>(tallies.size());
  return sums;
}

// As a person would write it.
Duration rounded_up(Duration duration) {
  const Duration unit = duration < 10s ? Duration{1ms} : Duration{1s};
  return (duration + unit - 1ns) / unit * unit;
}

}  // namespace

std::optional<Settling> settling_in(const Scenario& scenario, const Tallies& tallies) {
  if (tallies.empty() || !has_long_run(scenario)) return std::nullopt;
  const std::vector<double> means = mean_ports_in_use(tallies);
  if (means.size() < 2) return std::nullopt;
  const Truncation found = mser(means);
  return Settling{tallies.front().in_use.interval * found.discarded, found.is_too_short()};
}

Scenario with_warm_up_found(Scenario scenario, const ExperimentOptions& options) {
  if (!scenario.finds_warm_up || !has_long_run(scenario)) return scenario;
  constexpr int pilots = 5;
  Scenario pilot = scenario;
  pilot.replications = pilots;
  pilot.precision.reset();
  ExperimentOptions silent = options;
  silent.progress = nullptr;
  run_points({&pilot}, silent, [&](PointTallies&& finished) {
    const auto settling = finished.is_whole ? settling_in(pilot, finished.tallies) : std::nullopt;
    if (settling) scenario.warm_up = rounded_up(settling->after);
    return true;
  });
  return scenario;
}

}  // namespace portsim
