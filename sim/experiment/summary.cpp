#include "sim/experiment/summary.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "models/analytic/erlang_b.hpp"

#include "sim/experiment/judgement.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/statistics/fingerprint.hpp"
#include "sim/statistics/ratio_estimate.hpp"
#include "sim/theory/closed_form.hpp"

namespace portsim {

namespace {

using Tallies = std::vector<ReplicationTally>;

// Which workloads of a replication are meant: one, or all together.
struct Workloads {
  std::size_t first;
  std::size_t count;
};

template <class Count>
double total(const ReplicationTally& tally, const Workloads& which, Count count) {
  double sum = 0;
  for (std::size_t n = which.first; n < which.first + which.count; ++n) {
    sum += static_cast<double>(std::invoke(count, tally.workloads[n]));
  }
  return sum;
}

template <class Count>
double mean_count(const Tallies& tallies, const Workloads& which, Count count) {
  double sum = 0;
  for (const ReplicationTally& tally : tallies) sum += total(tally, which, count);
  return tallies.empty() ? 0 : sum / static_cast<double>(tallies.size());
}

template <class Count>
std::vector<RatioSample> ratio_samples(const Tallies& tallies, const Workloads& which, Count events,
                                       Count trials) {
  std::vector<RatioSample> samples;
  for (const ReplicationTally& tally : tallies) {
    samples.push_back({.events = total(tally, which, events), .trials = total(tally, which, trials)});
  }
  return samples;
}

// Failures clump: so many successive attempts count as one, as in an Erlang system of this load. A naive
// cursor's come a lap at a time: for it, as much as an Erlang system clumps at all, which is at about load 1.
double design_effect_of(const Scenario& scenario, const PortPlan& plan,
                        const std::vector<PoolResult>& pools) {
  double largest = 1;
  for (std::size_t n = 0; n < pools.size(); ++n) {
    const auto& selection = scenario.hosts[plan.pools[n].host].behaviour.selection;
    const double ports = pools[n].ports;
    const double load = std::holds_alternative<SeqNaiveSpec>(selection) ? ports : pools[n].mean_in_use;
    if (load > 0)
      largest = std::max(largest, design_effect(pools[n].ports, OfferedLoad{std::min(load, ports)}));
  }
  return largest;
}

FirstFailure first_failure_of(const Tallies& tallies, const Workloads& which,
                              const IntervalOptions& options) {
  std::vector<double> seconds;
  for (const ReplicationTally& tally : tallies) {
    std::optional<Duration> first;
    for (std::size_t n = which.first; n < which.first + which.count; ++n) {
      const std::optional<Duration>& own = tally.workloads[n].first_failure;
      if (own && (!first || *own < *first)) first = own;
    }
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

void add_error(std::vector<ErrorCount>& errors, const ConnectError& error, double count) {
  if (count == 0) return;
  const auto known = std::find_if(errors.begin(), errors.end(),
                                  [&](const ErrorCount& other) { return other.error == error; });
  if (known == errors.end()) {
    errors.push_back({error, count});
  } else {
    known->count += count;
  }
}

std::vector<ErrorCount> errors_of(const Scenario& scenario, const Tallies& tallies) {
  std::vector<ErrorCount> errors;
  for (std::size_t n = 0; n < scenario.workloads.size(); ++n) {
    const HostBehaviour& host = scenario.hosts[scenario.workloads[n].host].behaviour;
    add_error(errors, host.on_collision, mean_count(tallies, {n, 1}, &WorkloadTally::collided));
    add_error(errors, host.on_exhaustion, mean_count(tallies, {n, 1}, &WorkloadTally::exhausted));
  }
  return errors;
}

std::vector<PoolResult> pools_of(const Scenario& scenario, const PortPlan& plan, const Tallies& tallies) {
  std::vector<PoolResult> pools;
  for (std::size_t n = 0; n < plan.pools.size(); ++n) {
    const PlannedPool& planned = plan.pools[n];
    const Host& host = scenario.hosts[planned.host];
    PoolResult pool;
    pool.host = host.name;
    pool.scope = host.behaviour.scope;
    pool.ports = planned.shape.ports;
    if (pool.scope == PoolScope::destination)
      pool.destination = scenario.services[planned.destinations.front()].name;
    const double share = 1 / static_cast<double>(tallies.size());
    for (const ReplicationTally& tally : tallies) {
      pool.peak_in_use = std::max(pool.peak_in_use, tally.pools[n].peak_in_use);
      pool.peak_in_use_at_most = std::max(pool.peak_in_use_at_most, tally.pools[n].peak_in_use_at_most);
      pool.mean_in_use += tally.pools[n].mean_in_use * share;
      pool.mean_time_wait += tally.pools[n].mean_time_wait * share;
    }
    pools.push_back(std::move(pool));
  }
  return pools;
}

WorkloadResult workload_result(const Scenario& scenario, const Tallies& tallies, const Workloads& which,
                               const IntervalOptions& options) {
  WorkloadResult result;
  if (which.count == 1) result.name = scenario.workloads[which.first].name;
  result.requests = mean_count(tallies, which, &WorkloadTally::requests);
  result.attempts = mean_count(tallies, which, &WorkloadTally::attempts);
  result.failures = mean_count(tallies, which, &WorkloadTally::failures);
  result.refused_by_limit = mean_count(tallies, which, &WorkloadTally::refused_by_limit);
  const double probes = mean_count(tallies, which, &WorkloadTally::probes);
  result.probes_mean = result.attempts == 0 ? 0 : probes / result.attempts;
  result.failure_fraction = ratio_estimate(
      ratio_samples(tallies, which, &WorkloadTally::failures, &WorkloadTally::attempts), options);
  result.loss_fraction = ratio_estimate(
      ratio_samples(tallies, which, &WorkloadTally::lost_requests, &WorkloadTally::requests), options);
  result.first_failure = first_failure_of(tallies, which, options);
  return result;
}

std::vector<Dependency> dependencies_of(const Scenario& scenario) {
  std::vector<Dependency> dependencies;
  for (const Host& host : scenario.hosts) {
    for (const Dependency& dependency : host.behaviour.depends_on) {
      if (std::find(dependencies.begin(), dependencies.end(), dependency) == dependencies.end()) {
        dependencies.push_back(dependency);
      }
    }
  }
  return dependencies;
}

// The same records in every replication: nothing is random.
bool are_equal(const Tallies& tallies) {
  return tallies.size() > 1 &&
         std::all_of(tallies.begin(), tallies.end(), [&](const ReplicationTally& tally) {
           return tally.fingerprint == tallies.front().fingerprint;
         });
}

std::uint64_t fingerprint_of(const Tallies& tallies) {
  Fingerprint fingerprint;
  for (const ReplicationTally& tally : tallies) fingerprint.add(tally.fingerprint, 0);
  return fingerprint.value();
}

}  // namespace

Results summary_of(const Scenario& scenario, const Tallies& tallies) {
  const PortPlan plan = plan_ports(scenario);
  std::vector<PoolResult> pools = pools_of(scenario, plan, tallies);
  AnalyticResult theory = closed_form(scenario);
  const IntervalOptions options{
      .confidence = scenario.confidence,
      .design_effect = design_effect_of(scenario, plan, pools),
      .is_deterministic = theory.comparison == Comparison::exactly || are_equal(tallies)};
  const WorkloadResult all = workload_result(scenario, tallies, {0, scenario.workloads.size()}, options);

  Results results{.seed = scenario.seed,
                  .replications = static_cast<int>(tallies.size()),
                  .attempts = all.attempts,
                  .failures = all.failures,
                  .requests = all.requests,
                  .failure_fraction = all.failure_fraction,
                  .loss_fraction = all.loss_fraction,
                  .first_failure = all.first_failure,
                  .failures_by_error = errors_of(scenario, tallies),
                  .pools = std::move(pools),
                  .workloads = {},
                  .analytic = std::move(theory),
                  .thresholds = {},
                  .depends_on = dependencies_of(scenario),
                  .fingerprint = fingerprint_of(tallies)};
  for (std::size_t n = 0; n < scenario.workloads.size(); ++n) {
    results.workloads.push_back(workload_result(scenario, tallies, {n, 1}, options));
  }
  lay_beside(results.analytic, results.failure_fraction);
  for (const Threshold& threshold : scenario.thresholds)
    results.thresholds.push_back(judge(threshold, results));
  return results;
}

}  // namespace portsim
