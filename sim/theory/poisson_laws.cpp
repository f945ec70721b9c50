// Poisson attempts of a constant rate: what a pool loses, by how its ports are selected.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "models/analytic/erlang_b.hpp"
#include "models/analytic/one_look.hpp"
#include "models/analytic/poisson.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/long_run.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

// While no port has come back there is nothing to choose: the pool's first attempts succeed, and no other.
std::optional<PoolVerdict> first_filling_law(const PoolDemand& pool, const Scenario& scenario) {
  const bool takes_new_ports_first = tries_every_port(pool) || has_moving_cursor(pool);
  if (!is_steady_poisson(pool, scenario) || !takes_new_ports_first || pool.destinations.size() > 1 ||
      takes_turns(pool) || retries(pool)) {
    return std::nullopt;
  }
  const double duration = in_seconds(scenario.duration);
  for (const WorkloadDemand& demand : pool.destinations.front().workloads) {
    if (demand.lease.constant < duration) return std::nullopt;
  }
  const auto failures_until = [&](double seconds) {
    return poisson_excess_mean(pool.ports, pool.rate() * seconds);
  };
  const double failures = failures_until(duration) - failures_until(in_seconds(scenario.warm_up));
  return PoolVerdict{
      .model = "Poisson attempts, no port returned",
      .failure_fraction = failures / (pool.rate() * in_seconds(scenario.observed())),
      .comparison = Comparison::within_interval,
      .note =
          fmt::format("The run ends before the first port comes back: of {} attempts expected, "
                      "all after the first{} fail.",
                      as_count(pool.rate() * duration), pool.ports == 1 ? "" : " " + as_count(pool.ports))};
}

// While a clear port is left nothing fails, so the pool fails at most as one in which every port in use is
// closed to all destinations; and where nothing fails there is nothing to try again. Attempts of addresses
// that take turns are more regular than Poisson attempts and lose less.
std::optional<PoolVerdict> unseen_failures_law(const PoolDemand& pool, const Scenario& scenario) {
  const bool finds_every_clear_port = finds_clear_ports(pool) || tries_every_port(pool);
  if (!is_steady_poisson(pool, scenario) || !every_connection_ends(pool) || !finds_every_clear_port)
    return std::nullopt;
  if (!is_unseen(erlang_b(pool.ports, pool.load()), pool, scenario)) return std::nullopt;
  return PoolVerdict{.model = "Erlang B",
                     .failure_fraction = erlang_b_of(pool),
                     .comparison = Comparison::within_interval,
                     .note =
                         "Erlang B holds for Poisson attempts on ports that are all tried, whatever the "
                         "distribution of the holding time. It is so small here that the runs should show "
                         "no failure."};
}

std::optional<PoolVerdict> random_once_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_poisson(pool, scenario) || !picks_one_at_random(pool)) return std::nullopt;
  PoolVerdict verdict{
      .model = "one random port",
      .failure_fraction =
          over_destinations(pool,
                            [&](const DestinationDemand& destination) {
                              return random_once_failure_fraction(destination.load().erlangs / pool.ports);
                            }),
      .note =
          "An attempt fails when the one port it picks is taken, rho/(1+rho) of the time at rho erlangs a "
          "port. " +
          compared_with_erlang_b(pool)};
  if (destinations_compete(pool)) {
    verdict.note += " Ports live towards other services fail it too, which no closed form covers.";
    return verdict;
  }
  // The ports in use swing about their mean, and more so the more of them there are.
  const double load_per_port = pool.load().erlangs / pool.ports;
  const double settling = 5 * std::max(1.0, load_per_port) * pool.load().erlangs / pool.rate();
  if (in_seconds(scenario.warm_up) < settling && !takes_turns(pool)) {
    verdict.note += fmt::format(
        " The run starts with an empty pool; a warm_up of {:.0f} s would make the two comparable.",
        std::ceil(settling));
    return verdict;
  }
  return in_the_long_run(std::move(verdict), pool, scenario);
}

std::optional<PoolVerdict> erlang_b_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_poisson(pool, scenario) || !tries_every_port(pool)) return std::nullopt;
  if (destinations_compete(pool)) {
    return PoolVerdict{
        .model = "Erlang B",
        .failure_fraction = erlang_b_of(pool),
        .note = fmt::format(
            "Erlang B for each destination by itself. Ports live towards one are closed to the others too, "
            "which no closed form covers: the truth lies between this and the {} of a single pool.",
            as_percent(erlang_b(pool.ports, pool.load())))};
  }
  PoolVerdict verdict = erlang_b_in_the_long_run(pool, scenario);
  verdict.note =
      "Erlang B holds for Poisson attempts on ports that are all tried, whatever the distribution of the "
      "holding time." +
      verdict.note + told_of_waves(verdict);
  return verdict;
}

}  // namespace portsim
