#include "sim/statistics/run_tally.hpp"

#include <algorithm>
#include <utility>

#include "sim/statistics/mser.hpp"

namespace portsim {
namespace {

std::int64_t samples_for(std::size_t pools) {
  constexpr std::int64_t samples_of_all = 256 * Occupancy::samples_min;
  const auto share = samples_of_all / std::max<std::int64_t>(1, static_cast<std::int64_t>(pools));
  return std::clamp<std::int64_t>(share, 32, Occupancy::samples_min);
}

void add_wait(Duration waited, WorkloadTally& workload) {
  ++workload.waited_for_connection;
  workload.connection_wait_total += waited;
  workload.connection_wait_max = std::max(workload.connection_wait_max, waited);
}

}  // namespace

RunTally::RunTally(std::size_t workloads, const std::vector<ObservedPorts>& pools, std::size_t hosts,
                   const ObservedSpan& observed)
    : observed_{observed},
      workloads_(workloads),
      time_wait_(hosts, Occupancy{observed}),
      fingerprints_(workloads) {
  const std::int64_t samples = samples_for(pools.size());
  for (const ObservedPorts& pool : pools) pools_.push_back({pool.ports, Occupancy{pool.span, samples}});
}

// An attempt that looked at every port and found none it could use proves that the pool was full.
// A request is counted when it comes: one that waits before its turn, with which it is counted otherwise.
void RunTally::progressed(const RequestProgress& progress) {
  WorkloadTally& workload = workloads_[progress.workload];
  const bool is_observed = observed_.contains(progress.when);
  switch (progress.step) {
    case RequestStep::waits:
      ++workload.queue_growth;
      workload.queued_requests += is_observed && !progress.is_retry;
      return;
    case RequestStep::gets_connection:
    case RequestStep::gets_none:
      --workload.queue_growth;
      workload.queued_requests -= is_observed && !progress.is_retry;
      if (is_observed && progress.step == RequestStep::gets_connection) add_wait(progress.waited, workload);
      return;
    case RequestStep::answered:
      workload.answered += is_observed;
      return;
    case RequestStep::misses_flushed:
      workload.flushed += is_observed;
      return;
  }
}

void RunTally::stepped() {
  epochs_.push_back(workloads_);
  workloads_.assign(workloads_.size(), {});
}

void RunTally::end_batch() {
  std::vector<ConnectCounts> counts;
  for (const WorkloadTally& workload : workloads_)
    counts.push_back(
        {workload.attempts(), workload.failures(), workload.requests(), workload.lost_requests()});
  batches_.push_back(std::move(counts));
}

PortsInUse RunTally::ports_in_use() const {
  if (pools_.empty() || !epochs_.empty()) return {};
  std::vector<double> levels = pools_.front().occupancy.levels();
  for (std::size_t pool = 1; pool < pools_.size(); ++pool) {
    const std::vector<double> more = pools_[pool].occupancy.levels();
    for (std::size_t n = 0; n < levels.size(); ++n) levels[n] += more[n];
  }
  const std::vector<double> means = means_of_five(levels);
  return {5 * pools_.front().occupancy.spacing(), {means.begin(), means.end()}};
}

// Of a single workload, that of its records.
std::uint64_t RunTally::fingerprint() const {
  if (fingerprints_.size() == 1) return fingerprints_.front().value();
  Fingerprint all;
  for (std::size_t n = 0; n < fingerprints_.size(); ++n) all.add(n, fingerprints_[n].value());
  return all.value();
}

ReplicationTally RunTally::result() const {
  ReplicationTally tally{epochs_, {}, {}, fingerprint(), batches_, ports_in_use()};
  for (const Occupancy& host : time_wait_) {
    const auto [at_least, at_most] = host.peak();
    tally.time_wait.push_back({.peak = static_cast<double>(at_least),
                               .peak_at_most = static_cast<double>(at_most),
                               .mean = host.mean_in_use()});
  }
  tally.epochs.push_back(workloads_);
  for (const ObservedPool& pool : pools_) {
    const double ports = pool.ports;
    const auto [at_least, at_most] = pool.occupancy.peak();
    tally.pools.push_back(
        {.peak_in_use = pool.was_full ? ports : static_cast<double>(at_least),
         .peak_in_use_at_most = pool.was_full ? ports : std::min(ports, static_cast<double>(at_most)),
         .mean_in_use = pool.occupancy.mean_in_use(),
         .mean_time_wait = pool.occupancy.mean_time_wait()});
  }
  return tally;
}

}  // namespace portsim
