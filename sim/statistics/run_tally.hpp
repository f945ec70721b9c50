// What one replication came to: an observer that counts attempts, failures and ports, and hashes the records.
// Counts are of the observed span; the first and the last failure and the fingerprint are of the whole run. A
// pool's level is sampled at least 2048 times; with more than 256 pools more seldom, down to 32 times, so
// that thousands of them take a few MB together: their peaks are then known less exactly, between the same
// two bounds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/tcp/connect_outcome.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/statistics/fingerprint.hpp"
#include "sim/statistics/occupancy.hpp"
#include "sim/statistics/series_tally.hpp"

namespace portsim {

struct WorkloadTally {
  std::array<std::int64_t, connect_outcome_count> by_outcome{};  // attempts
  std::int64_t probes = 0;
  std::int64_t retries = 0;        // attempts for a request whose connect failed before
  std::int64_t given_up = 0;       // attempts that failed and were not tried again
  std::int64_t missed_usable = 0;  // attempts that failed though a port was usable
  std::int64_t waited = 0;         // attempts that waited for the half-open limit
  Duration wait_total = Duration::zero();
  std::int64_t cache_hits = 0;        // requests served by an open connection
  std::int64_t refused_by_limit = 0;  // requests that made no attempt
  std::int64_t retried_requests = 0;  // of these two, whose connect failed before
  std::int64_t answered = 0;          // requests of a pool
  std::int64_t flushed = 0;           // attempts while connections are missing that retries closed
  std::int64_t queued_requests = 0;  // began to wait for a connection, less those whose turn came; no retries
  std::int64_t queue_growth = 0;     // likewise with retries, and from the beginning of the run
  std::int64_t waited_for_connection = 0;  // requests that got it
  Duration connection_wait_total = Duration::zero();
  Duration connection_wait_max = Duration::zero();
  std::optional<Duration> first_failure;  // since the run began
  std::optional<Duration> last_failure;   // likewise

  std::int64_t with(ConnectOutcome outcome) const { return by_outcome[static_cast<std::size_t>(outcome)]; }
  std::int64_t collided() const { return with(ConnectOutcome::collided); }
  std::int64_t exhausted() const { return with(ConnectOutcome::exhausted); }
  std::int64_t refused() const { return with(ConnectOutcome::refused); }
  std::int64_t failures() const { return collided() + exhausted() + refused(); }
  std::int64_t attempts() const { return with(ConnectOutcome::connected) + failures(); }
  std::int64_t requests() const {
    return attempts() + cache_hits + refused_by_limit - retries - retried_requests + queued_requests;
  }
  std::int64_t lost_requests() const { return given_up + refused_by_limit; }
};

// What the fractions are made of.
struct ConnectCounts {
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
  std::int64_t requests = 0;
  std::int64_t lost_requests = 0;
  bool operator==(const ConnectCounts&) const = default;
};

struct PoolTally {
  double peak_in_use = 0;          // at the sampled instants
  double peak_in_use_at_most = 0;  // between them
  double mean_in_use = 0;
  double mean_time_wait = 0;
};

// The ports in use in all pools together, while the observed span goes on: means over intervals of equal
// length.
struct PortsInUse {
  Duration interval{};
  std::vector<float> means;  // none: pools come and go with the timeline
};

// Connections in TIME_WAIT, as a host counts them; none where it does not.
struct TimeWaitTally {
  double peak = 0;  // at the sampled instants
  double peak_at_most = 0;
  double mean = 0;
};

struct ReplicationTally {
  std::vector<std::vector<WorkloadTally>> epochs;  // one a part between the timeline's steps, one a workload
  std::vector<PoolTally> pools;
  std::vector<TimeWaitTally> time_wait;  // one a host
  std::uint64_t fingerprint = 0;
  // One a batch that was ended, one a workload: since the beginning of the observed span. Mostly none.
  std::vector<std::vector<ConnectCounts>> batches{};
  PortsInUse in_use{};
  RunSeries series{};  // of a watched replication
};

// A pool as far as it is observed: perhaps only until a setting changes.
struct ObservedPorts {
  PortCount ports;
  ObservedSpan span;
};

class RunTally final : public QuietObserver {
 public:
  bool may_hear_hosts_apart() const override { return true; }

  RunTally(std::size_t workloads, const std::vector<ObservedPorts>& pools, std::size_t hosts,
           const ObservedSpan& observed);

  void attempted(const Attempt& attempt) override {
    const auto outcome = static_cast<std::size_t>(attempt.outcome);
    fingerprints_[attempt.workload].add(
        static_cast<std::uint64_t>(attempt.when.since_start().count()),
        std::uint64_t{attempt.is_retry} << 63 | std::uint64_t{attempt.workload} << 42 |
            std::uint64_t{attempt.probes} << 20 | std::uint64_t{attempt.port & 0x3ffff} << 2 | outcome);
    if (attempt.outcome != ConnectOutcome::connected) failed(attempt);
    if (!observed_.contains(attempt.when)) return;
    WorkloadTally& workload = workloads_[attempt.workload];
    ++workload.by_outcome[outcome];
    workload.probes += attempt.probes;
    if (attempt.is_retry) ++workload.retries;
    if (attempt.waited > Duration::zero()) {
      ++workload.waited;
      workload.wait_total += attempt.waited;
    }
  }

  void requested(const CachedRequest& request) override {
    fingerprints_[request.workload].add(
        static_cast<std::uint64_t>(request.when.since_start().count()),
        ~(std::uint64_t{request.workload} << 1 | std::uint64_t{request.is_refused}));
    if (!observed_.contains(request.when)) return;
    WorkloadTally& workload = workloads_[request.workload];
    request.is_refused ? ++workload.refused_by_limit : ++workload.cache_hits;
    workload.retried_requests += request.is_retry;
  }

  void progressed(const RequestProgress& progress) override;
  [[gnu::always_inline]] void prefetch(PoolIndex pool, const TimeSpan& held) const {
    if (places_.empty()) occupancies_.front().prefetch(pool, held);
  }
  void held(PoolIndex pool, const PortInterval& interval) override {
    const Place place = place_of(pool);
    occupancies_[place.occupancy].add(place.pool, interval);
  }
  void given_up(PoolIndex pool, const PortInterval& interval) override {
    const Place place = place_of(pool);
    occupancies_[place.occupancy].take_back(place.pool, interval);
  }
  void entered_time_wait(std::uint32_t host, const TimeSpan& span) override {
    time_wait_.add(host, waiting(span));
  }
  void left_time_wait(std::uint32_t host, const TimeSpan& rest) override {
    time_wait_.take_back(host, waiting(rest));
  }
  void stepped() override;
  // The n-th batch of these workloads ends, in a run without steps.
  void end_batch(std::size_t n, const std::vector<std::uint32_t>& workloads);

  ReplicationTally result() const;

 private:
  struct ObservedPool {
    PortCount ports;
    bool was_full = false;
  };
  // Of a pool, where its occupancy is.
  struct Place {
    std::uint32_t occupancy = 0;
    std::uint32_t pool = 0;
  };
  Place place_of(PoolIndex pool) const { return places_.empty() ? Place{0, pool} : places_[pool]; }
  void observe(const std::vector<ObservedPorts>& pools);

  static PortInterval waiting(const TimeSpan& span) {
    return {.bound_from = span.from,
            .bound_until = span.from,
            .in_use_from = span.from,
            .in_use_until = span.until};
  }

  // Here, not elsewhere: the loop of a run keeps an attempt in registers as long as nobody asks where it is.
  void failed(const Attempt& attempt) {
    WorkloadTally& workload = workloads_[attempt.workload];
    workload.last_failure = attempt.when.since_start();
    if (!workload.first_failure) workload.first_failure = workload.last_failure;
    if (!observed_.contains(attempt.when)) return;
    workload.given_up += attempt.is_last;
    workload.missed_usable += attempt.missed_usable;
    ObservedPool& pool = pools_[attempt.pool];
    if (attempt.probes == pool.ports) pool.was_full = true;
  }
  PortsInUse ports_in_use() const;
  std::uint64_t fingerprint() const;

  ObservedSpan observed_;
  std::vector<std::vector<WorkloadTally>> epochs_;  // that are over
  std::vector<WorkloadTally> workloads_;            // in the epoch that is under way
  std::vector<std::vector<ConnectCounts>> batches_;
  std::vector<ObservedPool> pools_;
  std::vector<Occupancy> occupancies_;     // one a span for which pools are observed
  std::vector<Place> places_;              // one a pool; none: all are observed for the same span
  Occupancy time_wait_;                    // of hosts
  std::vector<Fingerprint> fingerprints_;  // one a workload
};

}  // namespace portsim
