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
    : observed_{observed}, workloads_(workloads), time_wait_{observed, hosts}, fingerprints_(workloads) {
  pools_.reserve(pools.size());
  for (const ObservedPorts& pool : pools) pools_.push_back({pool.ports});
  observe(pools);
}

void RunTally::observe(const std::vector<ObservedPorts>& pools) {
  std::vector<ObservedSpan> spans;
  std::vector<std::uint32_t> counts;
  for (const ObservedPorts& pool : pools) {
    const auto span = std::find(spans.begin(), spans.end(), pool.span);
    const auto n = static_cast<std::uint32_t>(span - spans.begin());
    if (span == spans.end()) {
      spans.push_back(pool.span);
      counts.push_back(0);
    }
    places_.push_back({n, counts[n]++});
  }
  const std::int64_t samples = samples_for(pools.size());
  for (std::size_t n = 0; n < spans.size(); ++n) occupancies_.emplace_back(spans[n], counts[n], samples);
  if (spans.size() == 1) places_.clear();
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

void RunTally::end_batch(std::size_t n, const std::vector<std::uint32_t>& workloads) {
  if (batches_.size() <= n) batches_.resize(n + 1, std::vector<ConnectCounts>(workloads_.size()));
  for (const std::uint32_t index : workloads) {
    const WorkloadTally& workload = workloads_[index];
    batches_[n][index] = {workload.attempts(), workload.failures(), workload.requests(),
                          workload.lost_requests()};
  }
}

PortsInUse RunTally::ports_in_use() const {
  if (occupancies_.size() != 1 || !epochs_.empty()) return {};
  const Occupancy& occupancy = occupancies_.front();
  const std::vector<double> means = means_of_five(occupancy.levels());
  return {5 * occupancy.spacing(), {means.begin(), means.end()}};
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
  for (std::size_t host = 0; host < time_wait_.pools(); ++host) {
    const auto [at_least, at_most] = time_wait_.peak(host);
    tally.time_wait.push_back({.peak = static_cast<double>(at_least),
                               .peak_at_most = static_cast<double>(at_most),
                               .mean = time_wait_.mean_in_use(host)});
  }
  tally.epochs.push_back(workloads_);
  tally.pools.reserve(pools_.size());
  for (PoolIndex n = 0; n < pools_.size(); ++n) {
    const ObservedPool& pool = pools_[n];
    const Place place = place_of(n);
    const Occupancy& occupancy = occupancies_[place.occupancy];
    const double ports = pool.ports;
    const auto [at_least, at_most] = occupancy.peak(place.pool);
    tally.pools.push_back(
        {.peak_in_use = pool.was_full ? ports : static_cast<double>(at_least),
         .peak_in_use_at_most = pool.was_full ? ports : std::min(ports, static_cast<double>(at_most)),
         .mean_in_use = occupancy.mean_in_use(place.pool),
         .mean_time_wait = occupancy.mean_time_wait(place.pool)});
  }
  return tally;
}

}  // namespace portsim
