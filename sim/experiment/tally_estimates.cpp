#include "sim/experiment/tally_estimates.hpp"

#include <algorithm>
#include <optional>

#include "sim/statistics/mean_estimate.hpp"

namespace portsim {

namespace {

template <class Count>
std::vector<RatioSample> ratio_samples(const Tallies& tallies, const Part& part, Count events, Count trials) {
  std::vector<RatioSample> samples;
  for (const ReplicationTally& tally : tallies) {
    samples.push_back({.events = total(tally, part, events), .trials = total(tally, part, trials)});
  }
  return samples;
}

FirstFailure first_failure_of(const Tallies& tallies, const Part& part, const IntervalOptions& options) {
  std::vector<double> seconds;
  for (const ReplicationTally& tally : tallies) {
    std::optional<Duration> first;
    for_each_tally(tally, part, [&](const WorkloadTally& workload) {
      const std::optional<Duration>& own = workload.first_failure;
      if (own && (!first || *own < *first)) first = own;
    });
    if (first) seconds.push_back(in_seconds(*first));
  }
  FirstFailure result;
  result.runs_with_failure = static_cast<int>(seconds.size());
  result.runs = static_cast<int>(tallies.size());
  if (seconds.empty()) return result;
  result.seconds = mean_estimate(seconds, options.confidence);
  if (result.seconds->low) result.seconds->low = std::max(0.0, *result.seconds->low);
  if (options.is_deterministic) result.seconds->low = result.seconds->high = result.seconds->mean;
  return result;
}

}  // namespace

WorkloadResult workload_result(const Tallies& tallies, const Part& part, const IntervalOptions& options) {
  WorkloadResult result;
  result.requests = mean_count(tallies, part, &WorkloadTally::requests);
  result.attempts = mean_count(tallies, part, &WorkloadTally::attempts);
  result.failures = mean_count(tallies, part, &WorkloadTally::failures);
  result.refused_by_limit = mean_count(tallies, part, &WorkloadTally::refused_by_limit);
  result.retries = mean_count(tallies, part, &WorkloadTally::retries);
  result.missed_usable = mean_count(tallies, part, &WorkloadTally::missed_usable);
  result.waited = mean_count(tallies, part, &WorkloadTally::waited);
  const double waited_s = mean_count(
      tallies, part, [](const WorkloadTally& workload) { return in_seconds(workload.wait_total); });
  result.wait_mean_s = result.waited == 0 ? 0 : waited_s / result.waited;
  const double probes = mean_count(tallies, part, &WorkloadTally::probes);
  result.probes_mean = result.attempts == 0 ? 0 : probes / result.attempts;
  result.failure_fraction = ratio_estimate(
      ratio_samples(tallies, part, &WorkloadTally::failures, &WorkloadTally::attempts), options);
  result.loss_fraction = ratio_estimate(
      ratio_samples(tallies, part, &WorkloadTally::lost_requests, &WorkloadTally::requests), options);
  result.first_failure = first_failure_of(tallies, part, options);
  return result;
}

}  // namespace portsim
