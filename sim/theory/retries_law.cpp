// Failed attempts that are made again: the limit of slow retries, for comparison.
#include <fmt/format.h>

#include "models/analytic/retrials.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"

namespace portsim {

namespace {

// How often the workloads of the pool try a request in all. Nothing: they differ.
std::optional<std::int64_t> attempts_of_a_request(const PoolDemand& pool) {
  std::optional<std::int64_t> common;
  for (const DestinationDemand& destination : pool.destinations) {
    for (const WorkloadDemand& demand : destination.workloads) {
      const auto& retry = demand.workload->retry;
      const std::int64_t attempts = 1 + (retry ? retry->attempts : 0);
      if (common.value_or(attempts) != attempts) return std::nullopt;
      common = attempts;
    }
  }
  return common;
}

struct Rates {  // a second
  double requests = 0;
  double attempts = 0;
  double failures = 0;
  double lost = 0;
};

Rates rates_of(const PoolDemand& pool, std::int64_t attempts_max) {
  Rates sum;
  for (const DestinationDemand& destination : pool.destinations) {
    const double requested = destination.load().erlangs;
    const Retrials found = retrials_limited(pool.ports, destination.load(), attempts_max);
    const double attempts = destination.rate() * (requested > 0 ? found.attempts.erlangs / requested : 1);
    sum.requests += destination.rate();
    sum.attempts += attempts;
    sum.failures += attempts * found.failing;
    sum.lost += destination.rate() * found.lost;
  }
  return sum;
}

}  // namespace

std::optional<PoolVerdict> retries_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!retries(pool) || !is_steady_poisson(pool, scenario) || !every_connection_ends(pool) ||
      !tries_every_port(pool)) {
    return std::nullopt;
  }
  const auto attempts_max = attempts_of_a_request(pool);
  if (!attempts_max) return std::nullopt;
  const Rates rates = rates_of(pool, *attempts_max);
  const double failing = rates.failures / rates.attempts;
  return PoolVerdict{
      .model = "Erlang B with retries, slow limit",
      .failure_fraction = failing,
      .note = fmt::format(
          "Where each retry is taken for a fresh Poisson attempt (Cohen), {} of the attempts fail, and {} of "
          "the requests, tried at most {} times, are lost. That is the limit of slow retries, each after a "
          "delay of its own: after a short delay the ports are still taken, and after the same delay those "
          "that "
          "failed together come together again, so that more attempts fail and more requests are lost.",
          as_percent(failing), as_percent(rates.lost / rates.requests),
          as_count(static_cast<double>(*attempts_max))),
      .attempts = rates.attempts * in_seconds(scenario.observed())};
}

}  // namespace portsim
