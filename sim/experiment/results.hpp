// What an experiment found: estimates with their intervals. Every report is made from this value alone (and
// the scenario).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/os/dependencies.hpp"
#include "models/os/host_behaviour.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/experiment/split_levels.hpp"
#include "sim/experiment/time_series.hpp"
#include "sim/scenario/threshold.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/quantile_estimate.hpp"
#include "sim/theory/analytic_result.hpp"

namespace portsim {

// Of the first failure of a replication, or the last.
struct FailureTime {
  std::optional<Estimate> seconds;  // nothing: no replication failed; over the replications that did
  int runs_with_failure = 0;
  int runs = 0;
  // Of the first failure only, and where anything is random. A replication without a failure counts as later
  // than all others.
  std::vector<QuantileEstimate> quantiles{};  // a tenth, a half, nine tenths
  std::optional<Estimate> any_failure{};      // the chance of one within the run

  std::optional<QuantileEstimate> quantile(double probability) const {
    for (const QuantileEstimate& estimate : quantiles)
      if (estimate.probability == probability) return estimate;
    return std::nullopt;
  }
};

// Whether failures end. A replication has recovered when after its last failure every port could have been
// taken and come back once.
struct Recovery {
  FailureTime last_failure;
  std::optional<Duration> proved_by;  // so long without a failure; nothing: nothing could
  int runs_recovered = 0;
};

struct ErrorCount {
  ConnectError error;
  double count = 0;  // mean per replication
};

struct PoolResult {
  std::string host;
  PoolScope scope = PoolScope::host;
  std::string address;      // whose ports they are; empty where it is not one of several
  std::string destination;  // likewise
  PortCount ports = 0;
  std::vector<PortRange> ranges;
  Duration from{};  // drawn from in this part of the run
  Duration until{};
  // The highest of all replications: at the sampled instants, and at most between them. All ports where an
  // attempt found none.
  double peak_in_use = 0;
  double peak_in_use_at_most = 0;
  double mean_in_use = 0;     // over time: live and in TIME_WAIT
  double mean_time_wait = 0;  // of these, in TIME_WAIT only

  bool gets_fuller_than(const PoolResult& other) const {
    return peak_in_use * other.ports > other.peak_in_use * ports;
  }
};

// Connections of a host in TIME_WAIT, where its system has a counter of them: at either end, and of either
// end if the service is the host itself.
struct TimeWaitResult {
  std::string host;
  double peak = 0;  // the highest of all replications: at the sampled instants, and at most between them
  double peak_at_most = 0;
  double mean = 0;
};

struct WorkloadResult {
  std::string name;
  double requests = 0;  // of its users; the same as attempts for an open client
  double attempts = 0;
  double failures = 0;
  Estimate failure_fraction;  // failures over attempts
  Estimate loss_fraction;     // requests that got no connection, over requests
  FailureTime first_failure;
  double probes_mean = 0;  // ports looked at per attempt
  double refused_by_limit = 0;
  double retries = 0;        // of the attempts
  double missed_usable = 0;  // failures while a port was usable
  double waited = 0;         // attempts that waited for the half-open limit
  double wait_mean_s = 0;    // of these
  // Of a pool of connections.
  bool is_pool = false;
  double answered = 0;               // requests, without those that failed upstream
  double flushed = 0;                // attempts while connections are missing that retries closed
  double waited_for_connection = 0;  // requests that got one after they waited
  double connection_wait_mean_s = 0;
  double connection_wait_max_s = 0;  // of all replications
  double waiting_at_end = 0;         // requests, when the run ends
};

// The run between two steps of the timeline.
struct EpochResult {
  Duration from{};
  Duration until{};
  std::string begins_with;  // the step; empty for the first
  double attempts = 0;
  double failures = 0;
  Estimate failure_fraction;
  FailureTime first_failure;  // since the run began
};

// What a defect of a host does to the prediction: the same replications, with the same random numbers, as if
// the host did not have it.
struct DefectResult {
  std::string host;
  ActiveDefect defect;
  Estimate failure_fraction_cured;
  double failures_cured = 0;
  double share = 0;  // of the failures, those that the cure prevents; 0 to 1
};

struct ThresholdResult {
  Threshold threshold;
  std::optional<double> value;  // nothing: there was nothing to measure, such as a first failure
  bool met = false;             // by the point estimate
  bool uncertain = false;       // the interval straddles the threshold
};

// How the only replication of an experiment was cut, for the intervals of its fractions.
struct BatchMeans {
  int batches = 0;  // none: there is no interval
  Duration length{};
  std::string why_none{};
};

// Failures too rare for the replications, estimated by splitting (RESTART).
struct RareFailures {
  std::optional<Estimate> failure_fraction;  // nothing: no trial failed either, or too few
  std::vector<std::optional<Estimate>> of_workloads;
  int replications = 0;  // independent ones, by splitting
  std::vector<SplitLevel> levels;
  std::int64_t ports = 0;                // of the largest pool, in which levels are counted
  std::int64_t climbed_to = 0;           // of these, by any trial
  double attempts = 0;                   // simulated, with the pilot runs
  std::optional<double> plain_attempts;  // that replications without splitting need for as narrow an interval
};

// What is still to be left out at the beginning of the observed span, for the ports in use to be where they
// stay (MSER-5).
struct Settling {
  Duration after{};           // zero: nothing
  bool is_too_short = false;  // half of the span or more
};

struct Results {
  std::uint64_t seed = 0;
  int replications = 0;
  bool is_interrupted = false;  // before all replications that the scenario wants
  double attempts = 0;
  double failures = 0;
  double requests = 0;
  double retries = 0;
  double missed_usable = 0;
  Estimate failure_fraction;
  Estimate loss_fraction;
  FailureTime first_failure;
  std::optional<BatchMeans> batch_means{};
  std::optional<Settling> settling{};  // nothing: the load changes by itself
  Recovery recovery;
  std::vector<ErrorCount> failures_by_error;
  std::vector<PoolResult> pools;
  std::vector<TimeWaitResult> time_wait;  // of hosts that count it
  std::vector<WorkloadResult> workloads;
  AnalyticResult analytic;
  std::vector<EpochResult> epochs;    // none where nothing changes
  std::vector<DefectResult> defects;  // that the hosts have
  std::vector<ThresholdResult> thresholds;
  std::optional<RareFailures> rare_failures{};  // where they decide
  std::vector<Dependency> depends_on;
  std::uint64_t fingerprint = 0;       // of every record of every replication, in order
  std::optional<TimeSeries> series{};  // where the experiment was asked to watch
};

}  // namespace portsim
