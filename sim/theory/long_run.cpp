#include "sim/theory/long_run.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "models/analytic/erlang_b.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

namespace {

bool has_random_leases(const DestinationDemand& destination) {
  return std::any_of(destination.workloads.begin(), destination.workloads.end(),
                     [&](const WorkloadDemand& demand) {
                       return demand.lease.rest_variance > 0 ||
                              demand.lease_mean != destination.workloads.front().lease_mean;
                     });
}

// What is missing at least: all ports in use all the time. Leases of different lengths may end later after
// the observed time than they did after its beginning, by at most a lease on every port.
double fluid_bound_of(const PoolDemand& pool, const Scenario& scenario) {
  return over_destinations(pool, [&](const DestinationDemand& destination) {
    const double attempts = destination.rate() * in_seconds(scenario.observed());
    const double carried_over = has_random_leases(destination) ? pool.ports / attempts : 0;
    return std::max(0.0, 1 - pool.ports / destination.load().erlangs - carried_over);
  });
}

}  // namespace

bool is_long_run_of_poisson(const PoolDemand& pool, const Scenario& scenario) {
  return is_steady_poisson(pool, scenario) && every_connection_ends(pool) && !retries(pool);
}

double erlang_b_of(const PoolDemand& pool) {
  return over_destinations(
      pool, [&](const DestinationDemand& destination) { return erlang_b(pool.ports, destination.load()); });
}

PoolVerdict in_the_long_run(PoolVerdict verdict, const PoolDemand& pool, const Scenario& scenario) {
  if (takes_turns(pool)) {
    verdict.note +=
        " Local addresses take turns here, so that attempts come to each at more regular times than Poisson "
        "attempts, and the two need not agree.";
  } else if (const std::optional<std::string> reason = why_not_settled(pool, scenario)) {
    verdict.note += " " + *reason;
  } else {
    verdict.comparison = Comparison::within_interval;
  }
  return verdict;
}

PoolVerdict erlang_b_in_the_long_run(const PoolDemand& pool, const Scenario& scenario) {
  PoolVerdict verdict = in_the_long_run(
      {.model = "Erlang B", .failure_fraction = erlang_b_of(pool), .note = ""}, pool, scenario);
  if (verdict.comparison == Comparison::within_interval && comes_in_waves(pool, scenario))
    verdict.failure_fraction_min = fluid_bound_of(pool, scenario);
  return verdict;
}

std::string told_of_waves(const PoolVerdict& verdict) {
  if (!verdict.failure_fraction_min) return "";
  return fmt::format(" While failures come in waves a run loses a little less, at least {}.",
                     as_percent(*verdict.failure_fraction_min));
}

std::string compared_with_erlang_b(const PoolDemand& pool) {
  return fmt::format("If every port were tried it would be Erlang B, {}.", as_percent(erlang_b_of(pool)));
}

}  // namespace portsim
