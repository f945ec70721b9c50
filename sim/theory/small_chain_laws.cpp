// Pools so small that their Markov chain can be solved as it stands.
#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/lease_chain.hpp"
#include "models/analytic/retrial_chain.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/long_run.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

namespace {

// What takes some milliseconds at most.
constexpr PortCount filling_ports_max = 200;
constexpr PortCount retried_once_ports_max = 20;
constexpr PortCount retried_for_ever_ports_max = 10;
constexpr std::int64_t attempts_for_ever = 100;

// The mean of P(every port is in use) from `begin` to `end`, from an empty pool: Simpson's rule, until the
// chain is in balance.
double full_on_average(const LeaseChain& pool, double lease, double begin, double end) {
  constexpr double steps_in_lease = 50;
  constexpr double leases_to_balance = 60;
  const double settled = std::min(end, std::max(begin, leases_to_balance * lease));
  const auto count = static_cast<int>(std::ceil((settled - begin) / lease * steps_in_lease)) + 1;
  const double step = (settled - begin) / count;
  ChainLaw law = law_after(pool.chain, starting_in(0, pool.chain), begin);
  double sum = 0;
  for (int n = 0; n < count; ++n) {
    const double first = pool.full(law);
    law = law_after(pool.chain, law, step / 2);
    const double middle = pool.full(law);
    law = law_after(pool.chain, law, step / 2);
    sum += (first + 4 * middle + pool.full(law)) / 6 * step;
  }
  return (sum + pool.full(law) * (end - settled)) / (end - begin);
}

// Of the only workload, whose ports are kept for an exponential time and no longer. Nothing: they are not.
std::optional<double> exponential_lease(const PoolDemand& pool) {
  const WorkloadDemand* demand = pool.only_workload();
  if (!demand || demand->besides_hold.total() > Duration::zero()) return std::nullopt;
  const auto* holds = std::get_if<ExponentialHold>(&demand->workload->holds);
  return holds ? std::optional{in_seconds(holds->mean)} : std::nullopt;
}

double mean_of(Jitter jitter) {
  switch (jitter) {
    case Jitter::none:
      return 1;
    case Jitter::equal:
      return 0.75;
    case Jitter::full:
      break;
  }
  return 0.5;
}

// From a failed attempt to the next, where that is the same each time.
std::optional<double> mean_delay(const RetrySpec& retry) {
  const bool is_constant = !retry.is_exponential || retry.attempts == 1 || retry.at_most <= retry.backoff;
  const double seconds =
      in_seconds(retry.is_exponential ? std::min(retry.backoff, retry.at_most) : retry.backoff);
  if (!is_constant || seconds == 0) return std::nullopt;
  return seconds * mean_of(retry.jitter);
}

std::optional<ExactRetrials> solved(const RetrialPool& pool, std::int64_t attempts_max) {
  if (attempts_max == 2 && pool.ports <= retried_once_ports_max) return exact_retrials_limited(pool, 2);
  const bool has_balance = pool.request_rate * pool.lease_mean < 0.95 * pool.ports;
  if (attempts_max > attempts_for_ever && pool.ports <= retried_for_ever_ports_max && has_balance)
    return exact_retrials_persistent(pool, Probability{1});
  return std::nullopt;
}

// Each request makes one attempt and, of those that fail, one more, or as many as it takes.
double failing_of_all(const ExactRetrials& found, std::int64_t attempts_max) {
  const double first = found.failing[0];
  const double again = found.failing[1];
  const double retries = attempts_max == 2 ? first : first / (1 - again);
  return (first + retries * again) / (1 + retries);
}

}  // namespace

std::optional<PoolVerdict> filling_chain_law(const PoolDemand& pool, const Scenario& scenario) {
  const bool is_small = pool.ports <= filling_ports_max && pool.destinations.size() == 1;
  if (!is_small || !is_long_run_of_poisson(pool, scenario) || takes_turns(pool) || !tries_every_port(pool))
    return std::nullopt;
  const auto lease = exponential_lease(pool);
  if (!lease || *lease == 0 || !why_not_settled(pool, scenario)) return std::nullopt;
  const auto chain = lease_chain(pool.ports, pool.rate(), {*lease});
  if (!chain) return std::nullopt;
  return PoolVerdict{
      .model = "Erlang B, with the filling",
      .failure_fraction =
          full_on_average(*chain, *lease, in_seconds(scenario.warm_up), in_seconds(scenario.duration)),
      .comparison = Comparison::within_interval,
      .note =
          fmt::format("Exact for Poisson attempts and exponential leases, from the empty pool on: a Markov "
                      "chain of {} states. In the long run it would be Erlang B, {}.",
                      as_count(pool.ports + 1.0), as_percent(erlang_b_of(pool)))};
}

std::optional<PoolVerdict> retry_chain_law(const PoolDemand& pool, const Scenario& scenario) {
  const WorkloadDemand* demand = pool.only_workload();
  if (!demand || !demand->workload->retry || !is_steady_poisson(pool, scenario) || takes_turns(pool) ||
      !every_connection_ends(pool) || !tries_every_port(pool)) {
    return std::nullopt;
  }
  const RetrySpec& retry = *demand->workload->retry;
  const auto delay = mean_delay(retry);
  if (!delay || demand->lease_mean == 0) return std::nullopt;
  const std::int64_t attempts_max = 1 + retry.attempts;
  const auto found = solved({pool.ports, pool.rate(), demand->lease_mean, *delay}, attempts_max);
  if (!found) return std::nullopt;
  const double failing = failing_of_all(*found, attempts_max);
  const double attempts = pool.rate() * (attempts_max == 2 ? 1 + found->failing[0] : 1 / (1 - failing));
  return PoolVerdict{
      .model = "Markov chain of retries",
      .failure_fraction = failing,
      .note = fmt::format(
          "{} of first attempts fail and {} of retries; {} of the requests are lost. That is exact where "
          "leases and the delays before retries are exponential. Here they have the same means: constant "
          "ones fail less often, but after the same delay those that failed together come together again.",
          as_percent(found->failing[0]), as_percent(found->failing[1]), as_percent(found->lost)),
      .attempts = attempts * in_seconds(scenario.observed())};
}

}  // namespace portsim
