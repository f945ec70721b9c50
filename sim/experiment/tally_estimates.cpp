#include "sim/experiment/tally_estimates.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "sim/statistics/batch_means.hpp"
#include "sim/statistics/chance_estimate.hpp"
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

FailureTime failure_time(const std::vector<double>& seconds, std::size_t runs,
                         const IntervalOptions& options) {
  FailureTime result;
  result.runs_with_failure = static_cast<int>(seconds.size());
  result.runs = static_cast<int>(runs);
  if (seconds.empty()) return result;
  result.seconds = mean_estimate(seconds, options.confidence);
  if (result.seconds->low) result.seconds->low = std::max(0.0, *result.seconds->low);
  if (options.is_deterministic) result.seconds->low = result.seconds->high = result.seconds->mean;
  return result;
}

// From the replications, or from the batches of the only one. The estimate is of all of it.
template <class Count>
Estimate fraction(const Tallies& tallies, const Part& part, Count events, Count trials,
                  const FractionCounts& counts, const IntervalOptions& options, int batches) {
  Estimate estimate = ratio_estimate(ratio_samples(tallies, part, events, trials), options);
  if (batches == 0 || estimate.low || estimate.high) return estimate;
  const int together = static_cast<int>(tallies.front().batches.size()) / batches;
  const Estimate of_batches =
      ratio_estimate(batch_samples(tallies.front(), part.workloads, counts, together), options);
  estimate.low = of_batches.low;
  estimate.high = of_batches.high;
  return estimate;
}

void add_laws_of_first_failure(FailureTime& first, const std::vector<double>& seconds,
                               const IntervalOptions& options) {
  if (options.is_deterministic || first.runs == 0) return;
  first.any_failure = chance_estimate({first.runs_with_failure, first.runs}, options.confidence);
  if (seconds.empty()) return;
  for (const double probability : {0.1, 0.5, 0.9})
    first.quantiles.push_back(
        quantile_estimate(seconds, first.runs, Probability{probability}, options.confidence));
}

FailureTime first_failure_of(const Tallies& tallies, const Part& part, const IntervalOptions& options) {
  std::vector<double> seconds;
  for (const ReplicationTally& tally : tallies) {
    std::optional<Duration> first;
    for_each_tally(tally, part, [&](const WorkloadTally& workload) {
      const std::optional<Duration>& own = workload.first_failure;
      if (own && (!first || *own < *first)) first = own;
    });
    if (first) seconds.push_back(in_seconds(*first));
  }
  FailureTime result = failure_time(seconds, tallies.size(), options);
  add_laws_of_first_failure(result, seconds, options);
  return result;
}

void add_progress_of_requests(const Tallies& tallies, const Part& part, WorkloadResult& result) {
  result.answered = mean_count(tallies, part, &WorkloadTally::answered);
  result.flushed = mean_count(tallies, part, &WorkloadTally::flushed);
  result.waiting_at_end = mean_count(tallies, part, &WorkloadTally::queue_growth);
  result.waited_for_connection = mean_count(tallies, part, &WorkloadTally::waited_for_connection);
  const double waited_s = mean_count(tallies, part, [](const WorkloadTally& workload) {
    return in_seconds(workload.connection_wait_total);
  });
  if (result.waited_for_connection > 0)
    result.connection_wait_mean_s = waited_s / result.waited_for_connection;
  for (const ReplicationTally& tally : tallies) {
    for_each_tally(tally, part, [&](const WorkloadTally& workload) {
      result.connection_wait_max_s =
          std::max(result.connection_wait_max_s, in_seconds(workload.connection_wait_max));
    });
  }
}

}  // namespace

std::vector<RatioSample> batch_samples(const ReplicationTally& tally, const IndexSpan& workloads,
                                       const FractionCounts& counts, int together) {
  std::vector<RatioSample> samples;
  RatioSample before;
  for (const std::vector<ConnectCounts>& so_far : tally.batches) {
    RatioSample now;
    for (std::size_t n = workloads.first; n < workloads.first + workloads.count; ++n) {
      now.events += static_cast<double>(so_far[n].*counts.events);
      now.trials += static_cast<double>(so_far[n].*counts.trials);
    }
    samples.push_back({now.events - before.events, now.trials - before.trials});
    before = now;
  }
  return merged(samples, together);
}

WorkloadResult workload_result(const Tallies& tallies, const Part& part, const IntervalOptions& options,
                               int batches) {
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
  add_progress_of_requests(tallies, part, result);
  const double probes = mean_count(tallies, part, &WorkloadTally::probes);
  result.probes_mean = result.attempts == 0 ? 0 : probes / result.attempts;
  result.failure_fraction = fraction(tallies, part, &WorkloadTally::failures, &WorkloadTally::attempts,
                                     {&ConnectCounts::failures, &ConnectCounts::attempts}, options, batches);
  result.loss_fraction =
      fraction(tallies, part, &WorkloadTally::lost_requests, &WorkloadTally::requests,
               {&ConnectCounts::lost_requests, &ConnectCounts::requests}, options, batches);
  result.first_failure = first_failure_of(tallies, part, options);
  return result;
}

MeasuredEpochs measured_connects(const Tallies& tallies, const Scenario& scenario) {
  MeasuredEpochs epochs(scenario.epochs(), MeasuredWorkloads(scenario.workloads.size()));
  for (std::size_t epoch = 0; epoch < epochs.size(); ++epoch) {
    const Duration begin = std::max(scenario.begin_of(epoch), scenario.warm_up);
    if (begin >= scenario.end_of(epoch)) continue;
    const double seconds = in_seconds(scenario.end_of(epoch) - begin);
    for (std::size_t n = 0; n < scenario.workloads.size(); ++n) {
      if (!std::holds_alternative<PoolClient>(scenario.workloads[n].client)) continue;
      const Part part{{n, 1}, {epoch, 1}};
      epochs[epoch][n] = {mean_count(tallies, part, &WorkloadTally::attempts) / seconds,
                          mean_count(tallies, part, &WorkloadTally::retries) / seconds,
                          mean_count(tallies, part, &WorkloadTally::flushed) / seconds};
    }
  }
  return epochs;
}

Recovery recovery_of(const Tallies& tallies, const Part& part, Duration run,
                     std::optional<Duration> proved_by, const IntervalOptions& options) {
  Recovery recovery;
  recovery.proved_by = proved_by;
  std::vector<double> seconds;
  for (const ReplicationTally& tally : tallies) {
    std::optional<Duration> last;
    for_each_tally(tally, part, [&](const WorkloadTally& workload) {
      if (workload.last_failure) last = std::max(last.value_or(Duration::zero()), *workload.last_failure);
    });
    if (!last) continue;
    seconds.push_back(in_seconds(*last));
    if (proved_by && run - *last >= *proved_by) ++recovery.runs_recovered;
  }
  recovery.last_failure = failure_time(seconds, tallies.size(), options);
  if (auto& last = recovery.last_failure.seconds; last && last->high)
    last->high = std::min(*last->high, in_seconds(run));
  return recovery;
}

}  // namespace portsim
