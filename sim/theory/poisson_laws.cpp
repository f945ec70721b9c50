// Poisson attempts of a constant rate: what a pool loses, by how its ports are selected.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/analytic/erlang_b.hpp"
#include "models/analytic/one_look.hpp"
#include "models/analytic/poisson.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

namespace {

// A fraction of each destination's attempts, weighted by its share of them.
template <class Fraction>
double over_destinations(const PoolDemand& pool, Fraction fraction) {
  double overall = 0;
  for (const DestinationDemand& destination : pool.destinations) {
    overall += destination.rate() / pool.rate() * fraction(destination);
  }
  return overall;
}

double erlang_b_of(const PoolDemand& pool) {
  return over_destinations(
      pool, [&](const DestinationDemand& destination) { return erlang_b(pool.ports, destination.load()); });
}

bool is_long_run_of_poisson(const PoolDemand& pool, const Scenario& scenario) {
  return is_steady_poisson(pool, scenario) && every_connection_ends(pool);
}

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

// Long-run figures, held against the simulation only where that has come to the long run.
PoolVerdict in_the_long_run(PoolVerdict verdict, const PoolDemand& pool, const Scenario& scenario) {
  const std::optional<std::string> reason = why_not_settled(pool, scenario);
  if (!reason) {
    verdict.comparison = Comparison::within_interval;
  } else {
    verdict.note += " " + *reason;
  }
  return verdict;
}

// Returns of the cursor to a port of these workloads while it is still taken, or held by a live socket.
std::vector<double> return_probabilities(const PoolDemand& pool, const DestinationDemand& destination,
                                         LeaseLaw WorkloadDemand::*which, std::int64_t laps_max) {
  std::vector<double> mixture;
  for (const WorkloadDemand& demand : destination.workloads) {
    const LeaseLaw& law = demand.*which;
    const std::vector<double> own =
        cursor_return_probabilities({pool.ports, pool.rate()}, {law.constant, law.rest_exceeds}, laps_max);
    mixture.resize(std::max(mixture.size(), own.size()));
    for (std::size_t k = 0; k < own.size(); ++k) mixture[k] += demand.rate / destination.rate() * own[k];
  }
  return mixture;
}

bool meets_live_ports(const PoolDemand& pool) {
  constexpr double negligible = 1e-6;
  return over_destinations(pool, [&](const DestinationDemand& destination) {
           return cursor_returns_mean(return_probabilities(pool, destination, &WorkloadDemand::live, 1));
         }) > negligible;
}

bool is_moving_cursor(const PoolDemand& pool) {
  return !tries_every_port(pool) && !picks_one_at_random(pool);
}

struct CursorFigures {
  double returns = 0;   // to a port that is still taken, for each connection
  double long_run = 0;  // fraction that fails
  double this_run = 0;  // the same, from an empty pool to the end of this run
};

CursorFigures cursor_figures(const PoolDemand& pool, const Scenario& scenario) {
  const double until_end = pool.rate() * in_seconds(scenario.duration);
  const double until_observed = pool.rate() * in_seconds(scenario.warm_up);
  const auto laps = static_cast<std::int64_t>(until_end / pool.ports) + 2;
  constexpr std::int64_t laps_counted = 20'000;  // after so many, where a run ends makes no difference
  CursorFigures figures;
  for (const DestinationDemand& destination : pool.destinations) {
    const double share = destination.rate() / pool.rate();
    const std::vector<double> probabilities =
        return_probabilities(pool, destination, &WorkloadDemand::lease, std::min(laps, laps_counted));
    const auto failures_until = [&](double attempts) {
      return cursor_failures_from_empty(pool.ports, share, probabilities, attempts);
    };
    const double returns = cursor_returns_mean(probabilities);
    figures.returns += share * returns;
    figures.long_run += share * cursor_failure_fraction(share, returns);
    if (laps > laps_counted) continue;
    figures.this_run +=
        (failures_until(until_end) - failures_until(until_observed)) / (until_end - until_observed);
  }
  if (laps > laps_counted) figures.this_run = figures.long_run;
  return figures;
}

std::string as_times(double times) {
  const std::string count = as_count(times);
  return count == "1" ? "once" : count + " times";
}

std::string compared_with_erlang_b(const PoolDemand& pool) {
  return fmt::format("A host that tries every port would lose Erlang B, {}.", as_percent(erlang_b_of(pool)));
}

}  // namespace

// While no port has come back there is nothing to choose: the pool's first attempts succeed, and no other.
std::optional<PoolVerdict> first_filling_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_steady_poisson(pool, scenario) || pool.destinations.size() > 1 || picks_one_at_random(pool)) {
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
  if (in_seconds(scenario.warm_up) < settling) {
    verdict.note += fmt::format(
        " The run starts with an empty pool; a warm_up of {:.0f} s would make the two comparable.",
        std::ceil(settling));
    return verdict;
  }
  return in_the_long_run(verdict, pool, scenario);
}

std::optional<PoolVerdict> cursor_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_poisson(pool, scenario) || !is_moving_cursor(pool) || meets_live_ports(pool)) {
    return std::nullopt;
  }
  const CursorFigures figures = cursor_figures(pool, scenario);
  return PoolVerdict{
      .model = "cursor, Poisson attempts",
      .failure_fraction = figures.this_run,
      .comparison = Comparison::within_interval,
      .note = fmt::format("The cursor comes back to a port {} while it is taken, and hands it out all the "
                          "same: {} fail in the long run and {} in this one, in blocks of about a lap of {} "
                          "attempts. {}",
                          as_times(figures.returns), as_percent(figures.long_run),
                          as_percent(figures.this_run), as_count(pool.ports), compared_with_erlang_b(pool))};
}

std::optional<PoolVerdict> cursor_past_live_ports_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_poisson(pool, scenario) || !is_moving_cursor(pool)) return std::nullopt;
  return PoolVerdict{.model = "Erlang B",
                     .failure_fraction = erlang_b_of(pool),
                     .note =
                         "Erlang B is for a host that tries every port. This one's cursor passes over live "
                         "ports but hands out ports in TIME_WAIT, which no closed form covers."};
}

std::optional<PoolVerdict> erlang_b_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_poisson(pool, scenario) || !tries_every_port(pool)) return std::nullopt;
  PoolVerdict verdict{.model = "Erlang B",
                      .failure_fraction = erlang_b_of(pool),
                      .note =
                          "Erlang B holds for Poisson attempts on ports that are all tried, whatever the "
                          "distribution of the holding time."};
  // Failures are at most those of one pool in which every port is closed to all destinations.
  const double most = erlang_b(pool.ports, pool.load());
  if (is_unseen(most, pool, scenario)) {
    verdict.comparison = Comparison::within_interval;
    verdict.note += " It is so small here that the runs should show no failure.";
    return verdict;
  }
  if (destinations_compete(pool)) {
    verdict.note = fmt::format(
        "Erlang B for each destination by itself. Ports live towards one are closed to the others too, which "
        "no closed form covers: the truth lies between this and the {} of a single pool.",
        as_percent(most));
    return verdict;
  }
  verdict = in_the_long_run(std::move(verdict), pool, scenario);
  if (verdict.comparison == Comparison::within_interval && comes_in_waves(pool, scenario)) {
    verdict.failure_fraction_min = fluid_bound_of(pool, scenario);
    verdict.note += fmt::format(" While failures come in waves a run loses a little less, at least {}.",
                                as_percent(*verdict.failure_fraction_min));
  }
  return verdict;
}

}  // namespace portsim
