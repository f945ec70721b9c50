// What an experiment found: estimates with their intervals. Every report is made from this value alone (and
// the scenario).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/os/host_behaviour.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/scenario/threshold.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/theory/analytic_result.hpp"

namespace portsim {

struct FirstFailure {
  std::optional<Estimate> seconds;  // nothing: no replication failed; over the replications that did
  int runs_with_failure = 0;
  int runs = 0;
};

struct ErrorCount {
  ConnectError error;
  double count = 0;  // mean per replication
};

struct PoolResult {
  std::string host;
  PoolScope scope = PoolScope::host;
  std::string destination;  // where the scope is one; empty otherwise
  PortCount ports = 0;
  // The highest of all replications: at the sampled instants, and at most between them. All ports where an
  // attempt found none.
  double peak_in_use = 0;
  double peak_in_use_at_most = 0;
  double mean_in_use = 0;     // over time: live and in TIME_WAIT
  double mean_time_wait = 0;  // of these, in TIME_WAIT only
};

struct WorkloadResult {
  std::string name;
  double requests = 0;  // of its users; the same as attempts for an open client
  double attempts = 0;
  double failures = 0;
  Estimate failure_fraction;  // failures over attempts
  Estimate loss_fraction;     // requests that got no connection, over requests
  FirstFailure first_failure;
  double probes_mean = 0;  // ports looked at per attempt
  double refused_by_limit = 0;
};

struct ThresholdResult {
  Threshold threshold;
  std::optional<double> value;  // nothing: there was nothing to measure, such as a first failure
  bool met = false;             // by the point estimate
  bool uncertain = false;       // the interval straddles the threshold
};

struct Results {
  std::uint64_t seed = 0;
  int replications = 0;
  double attempts = 0;
  double failures = 0;
  double requests = 0;
  Estimate failure_fraction;
  Estimate loss_fraction;
  FirstFailure first_failure;
  std::vector<ErrorCount> failures_by_error;
  std::vector<PoolResult> pools;
  std::vector<WorkloadResult> workloads;
  AnalyticResult analytic;
  std::vector<ThresholdResult> thresholds;
  std::vector<Dependency> depends_on;
  std::uint64_t fingerprint = 0;  // of every record of every replication, in order
};

}  // namespace portsim
