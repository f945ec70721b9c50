// Estimates from the tallies of the replications: of one workload or all, of the whole run or of a part
// between two steps of the timeline.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/statistics/ratio_estimate.hpp"
#include "sim/statistics/run_tally.hpp"
#include "sim/theory/measured_connects.hpp"

namespace portsim {

using Tallies = std::vector<ReplicationTally>;

struct IndexSpan {
  std::size_t first;
  std::size_t count;
};

// Which part of a replication is meant: one workload or all together, between two steps of the timeline or
// from beginning to end.
struct Part {
  IndexSpan workloads;
  IndexSpan epochs;
};

template <class Count>
double mean_count(const Tallies& tallies, const Part& part, Count count);

// What is counted of a fraction.
struct FractionCounts {
  std::int64_t ConnectCounts::*events;
  std::int64_t ConnectCounts::*trials;
};

// Of each `together` successive batches of a replication that was cut into them.
std::vector<RatioSample> batch_samples(const ReplicationTally&, const IndexSpan& workloads,
                                       const FractionCounts&, int together);

// Requests, attempts, failures and all that is estimated of them. The name is left to the caller. Fractions
// of a single replication have their intervals from its batches, if there are any.
WorkloadResult workload_result(const Tallies&, const Part&, const IntervalOptions&, int batches = 0);

// How often pools connect, in the observed time of each epoch.
MeasuredEpochs measured_connects(const Tallies&, const Scenario&);

// `proved_by`: so long without a failure proves that there are no more.
Recovery recovery_of(const Tallies&, const Part&, Duration run, std::optional<Duration> proved_by,
                     const IntervalOptions&);

template <class Visit>
void for_each_tally(const ReplicationTally& tally, const Part& part, Visit visit) {
  for (std::size_t epoch = 0; epoch < part.epochs.count; ++epoch)
    for (std::size_t n = 0; n < part.workloads.count; ++n)
      visit(tally.epochs[part.epochs.first + epoch][part.workloads.first + n]);
}

template <class Count>
double total(const ReplicationTally& tally, const Part& part, Count count) {
  double sum = 0;
  for_each_tally(tally, part, [&](const WorkloadTally& workload) {
    sum += static_cast<double>(std::invoke(count, workload));
  });
  return sum;
}

template <class Count>
double mean_count(const Tallies& tallies, const Part& part, Count count) {
  double sum = 0;
  for (const ReplicationTally& tally : tallies) sum += total(tally, part, count);
  return tallies.empty() ? 0 : sum / static_cast<double>(tallies.size());
}

}  // namespace portsim
