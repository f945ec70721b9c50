#include "sim/experiment/summary.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "models/analytic/erlang_b.hpp"

#include "sim/experiment/batches.hpp"
#include "sim/experiment/dependencies.hpp"
#include "sim/experiment/judgement.hpp"
#include "sim/experiment/longest_lease.hpp"
#include "sim/experiment/tally_estimates.hpp"
#include "sim/experiment/time_series.hpp"
#include "sim/experiment/warm_up.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/scenario/port_source.hpp"
#include "sim/statistics/fingerprint.hpp"
#include "sim/theory/closed_form.hpp"
#include "sim/theory/first_failure_law.hpp"

namespace portsim {

namespace {

std::vector<bool> are_drawn_by_naive_cursor(const PortPlan& plan) {
  std::vector<bool> are_naive(plan.pools.size());
  for (const PlannedSelector& selector : plan.selectors)
    if (std::holds_alternative<SeqNaiveSpec>(selector.spec)) are_naive[selector.pool] = true;
  return are_naive;
}

// Failures clump: so many successive attempts count as one, as in an Erlang system of this load. A naive
// cursor's come a lap at a time: for it, as much as an Erlang system clumps at all, which is at about load 1.
double design_effect_of(const PortPlan& plan, const std::vector<PoolResult>& pools) {
  std::vector<LoadedServers> groups;
  const std::vector<bool> are_naive = are_drawn_by_naive_cursor(plan);
  for (std::size_t n = 0; n < pools.size(); ++n) {
    const double ports = pools[n].ports;
    const double load = are_naive[n] ? ports : pools[n].mean_in_use;
    if (load > 0) groups.push_back({pools[n].ports, OfferedLoad{std::min(load, ports)}});
  }
  return largest_design_effect(groups);
}

IndexSpan all_epochs(const Scenario& scenario) {
  return {0, scenario.epochs()};
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
    for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
      const Workload& workload = scenario.workloads_in(epoch)[n];
      const HostBehaviour& host = scenario.hosts_in(epoch)[workload.host].behaviour;
      const Part part{{n, 1}, {epoch, 1}};
      add_error(errors, error_of(host, workload, ConnectOutcome::collided),
                mean_count(tallies, part, &WorkloadTally::collided));
      add_error(errors, error_of(host, workload, ConnectOutcome::exhausted),
                mean_count(tallies, part, &WorkloadTally::exhausted));
      add_error(errors, error_of(host, workload, ConnectOutcome::refused),
                mean_count(tallies, part, &WorkloadTally::refused));
    }
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
    pool.scope = planned.scope;
    pool.ports = planned.usable_ports();
    pool.ranges = planned.ports().ranges();
    if (planned.scope == PoolScope::address) pool.address = to_text(address_of(host, *planned.address));
    if (planned.scope == PoolScope::destination && host.addresses.size() > 1)
      pool.address = to_text(address_of(host, plan.destinations_of(planned).front().address));
    if (planned.remote) pool.destination = name_of(*planned.remote, scenario.services);
    pool.from = planned.from;
    pool.until = planned.until;
    const double share = 1 / static_cast<double>(tallies.size());
    for (const ReplicationTally& tally : tallies) {
      pool.peak_in_use = std::max(pool.peak_in_use, tally.pools[n].peak_in_use);
      pool.peak_in_use_at_most = std::max(pool.peak_in_use_at_most, tally.pools[n].peak_in_use_at_most);
      pool.mean_in_use += tally.pools[n].mean_in_use * share;
      pool.mean_time_wait += tally.pools[n].mean_time_wait * share;
    }
    const double usable = pool.ports;  // a failure tells that a pool was full, with its reserved ports
    pool.peak_in_use = std::min(pool.peak_in_use, usable);
    pool.peak_in_use_at_most = std::min(pool.peak_in_use_at_most, usable);
    pools.push_back(std::move(pool));
  }
  return pools;
}

std::vector<TimeWaitResult> time_wait_of(const Scenario& scenario, const PortPlan& plan,
                                         const Tallies& tallies) {
  std::vector<bool> are_counted(scenario.hosts.size());
  for (const PlannedPool& pool : plan.pools)
    if (pool.counts_time_wait) are_counted[pool.host] = true;
  std::vector<TimeWaitResult> hosts;
  for (HostIndex host = 0; host < scenario.hosts.size(); ++host) {
    if (!are_counted[host]) continue;
    TimeWaitResult result{.host = scenario.hosts[host].name};
    for (const ReplicationTally& tally : tallies) {
      result.peak = std::max(result.peak, tally.time_wait[host].peak);
      result.peak_at_most = std::max(result.peak_at_most, tally.time_wait[host].peak_at_most);
      result.mean += tally.time_wait[host].mean / static_cast<double>(tallies.size());
    }
    hosts.push_back(std::move(result));
  }
  return hosts;
}

FailureTime not_before(Duration begin, FailureTime time) {
  if (time.seconds && time.seconds->low) time.seconds->low = std::max(*time.seconds->low, in_seconds(begin));
  return time;
}

std::vector<EpochResult> epochs_of(const Scenario& scenario, const PortPlan& plan, const Tallies& tallies,
                                   const IntervalOptions& options) {
  std::vector<EpochResult> epochs;
  for (std::size_t n = 0; n < plan.epochs.size(); ++n) {
    const WorkloadResult all = workload_result(tallies, {{0, scenario.workloads.size()}, {n, 1}}, options);
    epochs.push_back({.from = plan.epochs[n].from,
                      .until = plan.epochs[n].until,
                      .begins_with = n == 0 ? "" : scenario.timeline[n - 1].what,
                      .attempts = all.attempts,
                      .failures = all.failures,
                      .failure_fraction = all.failure_fraction,
                      .first_failure = not_before(plan.epochs[n].from, all.first_failure)});
  }
  return epochs;
}

// Whether replications can differ at all.
bool is_random(const Workload& workload) {
  return is_random(workload.client) || is_random(workload.holds) || is_random(workload.closes) ||
         (workload.retry && is_random(*workload.retry));
}

bool draws_destinations(const Epoch& epoch) {
  return std::any_of(epoch.routes.begin(), epoch.routes.end(),
                     [](const Route& route) { return route.destinations > 1; });
}

bool is_random(const Scenario& scenario, const PortPlan& plan) {
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch)
    for (const Workload& workload : scenario.workloads_in(epoch))
      if (is_random(workload)) return true;
  if (std::any_of(plan.epochs.begin(), plan.epochs.end(), draws_destinations)) return true;
  return std::any_of(plan.selectors.begin(), plan.selectors.end(),
                     [](const PlannedSelector& selector) { return is_random(selector.spec); });
}

IntervalOptions interval_options(const Scenario& scenario, const PortPlan& plan,
                                 const std::vector<PoolResult>& pools) {
  return {.confidence = scenario.confidence,
          .design_effect = design_effect_of(plan, pools),
          .is_deterministic = !is_random(scenario, plan)};
}

Recovery recovery_in(const Scenario& scenario, const Tallies& tallies, const IntervalOptions& options) {
  const std::optional<Duration> proof = may_recover(scenario) ? longest_lease(scenario) : std::nullopt;
  const Part all{{0, scenario.workloads.size()}, all_epochs(scenario)};
  return recovery_of(tallies, all, scenario.duration, proof, options);
}

std::vector<WorkloadResult> workloads_of(const Scenario& scenario, const Tallies& tallies,
                                         const IntervalOptions& options, int batches) {
  std::vector<WorkloadResult> workloads;
  for (std::size_t n = 0; n < scenario.workloads.size(); ++n) {
    workloads.push_back(workload_result(tallies, {{n, 1}, all_epochs(scenario)}, options, batches));
    workloads.back().name = scenario.workloads[n].name;
    workloads.back().is_pool = std::holds_alternative<PoolClient>(scenario.workloads[n].client);
  }
  return workloads;
}

void lay_theory_beside(Results& results) {
  lay_beside(results.analytic, results.failure_fraction);
  if (auto& law = results.analytic.first_failure)
    lay_beside(*law, results.first_failure.quantile(0.5), results.first_failure.any_failure);
}

std::uint64_t fingerprint_of(const Tallies& tallies) {
  Fingerprint fingerprint;
  for (const ReplicationTally& tally : tallies) fingerprint.add(tally.fingerprint, 0);
  return fingerprint.value();
}

}  // namespace

IntervalOptions interval_options(const Scenario& scenario, const Tallies& tallies) {
  const PortPlan plan = plan_ports(scenario);
  return interval_options(scenario, plan, pools_of(scenario, plan, tallies));
}

Results summary_of(const Scenario& scenario, const Tallies& tallies) {
  const PortPlan plan = plan_ports(scenario);
  std::vector<PoolResult> pools = pools_of(scenario, plan, tallies);
  AnalyticResult theory = closed_form(scenario, measured_connects(tallies, scenario));
  const IntervalOptions options = interval_options(scenario, plan, pools);
  const IndexSpan all_workloads{0, scenario.workloads.size()};
  const auto batch_means = options.is_deterministic ? std::nullopt : batch_means_of(scenario, tallies);
  const int batches = batch_means ? batch_means->batches : 0;
  const WorkloadResult all =
      workload_result(tallies, {all_workloads, all_epochs(scenario)}, options, batches);

  Results results{.seed = scenario.seed,
                  .replications = static_cast<int>(tallies.size()),
                  .attempts = all.attempts,
                  .failures = all.failures,
                  .requests = all.requests,
                  .retries = all.retries,
                  .missed_usable = all.missed_usable,
                  .failure_fraction = all.failure_fraction,
                  .loss_fraction = all.loss_fraction,
                  .first_failure = all.first_failure,
                  .batch_means = batch_means,
                  .settling = settling_in(scenario, tallies),
                  .recovery = recovery_in(scenario, tallies, options),
                  .failures_by_error = errors_of(scenario, tallies),
                  .pools = std::move(pools),
                  .time_wait = time_wait_of(scenario, plan, tallies),
                  .workloads = workloads_of(scenario, tallies, options, batches),
                  .analytic = std::move(theory),
                  .epochs = {},
                  .defects = {},
                  .thresholds = {},
                  .depends_on = dependencies_of(scenario),
                  .fingerprint = fingerprint_of(tallies)};
  if (!scenario.timeline.empty()) results.epochs = epochs_of(scenario, plan, tallies, options);
  lay_theory_beside(results);
  judge_all(scenario, results);
  if (TimeSeries series = time_series(scenario, plan, tallies); series.replications > 0)
    results.series = std::move(series);
  return results;
}

}  // namespace portsim
