// Poisson attempts under a cursor that hands out ports in TIME_WAIT though others are free: the one of
// Windows before Server 2003 SP1, and the closing-port defect in its deterministic form.
#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "models/analytic/cursor_past_live_ports.hpp"
#include "models/analytic/one_look.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/long_run.hpp"

namespace portsim {

namespace {

bool is_long_run_of_cursor(const PoolDemand& pool, const Scenario& scenario) {
  return is_long_run_of_poisson(pool, scenario) && has_moving_cursor(pool) && !takes_turns(pool);
}

// Returns of the cursor to a port of these workloads while it is still taken, or held by a live socket, where
// it passes over so many ports a second.
std::vector<double> return_probabilities(const CursorPace& pace, const DestinationDemand& destination,
                                         LeaseLaw WorkloadDemand::*which, std::int64_t laps_max) {
  std::vector<double> mixture;
  for (const WorkloadDemand& demand : destination.workloads) {
    const LeaseLaw& law = demand.*which;
    const std::vector<double> own =
        cursor_return_probabilities(pace, {law.constant, law.rest_exceeds}, laps_max);
    mixture.resize(std::max(mixture.size(), own.size()));
    for (std::size_t k = 0; k < own.size(); ++k) mixture[k] += demand.rate / destination.rate() * own[k];
  }
  return mixture;
}

bool meets_live_ports(const PoolDemand& pool) {
  constexpr double negligible = 1e-6;
  const CursorPace pace{pool.ports, pool.rate()};
  return over_destinations(pool, [&](const DestinationDemand& destination) {
           return cursor_returns_mean(return_probabilities(pace, destination, &WorkloadDemand::live, 1));
         }) > negligible;
}

struct CursorFigures {
  double returns = 0;   // to a port that is still taken, for each connection
  double long_run = 0;  // fraction that fails
  double this_run = 0;  // the same, from an empty pool to the end of this run
};

CursorFigures cursor_figures(const PoolDemand& pool, const Scenario& scenario) {
  const CursorPace pace{pool.ports, pool.rate()};
  const double until_end = pace.rate * in_seconds(scenario.duration);
  const double until_observed = pace.rate * in_seconds(scenario.warm_up);
  const auto laps = static_cast<std::int64_t>(until_end / pool.ports) + 2;
  constexpr std::int64_t laps_counted = 20'000;  // after so many, where a run ends makes no difference
  CursorFigures figures;
  for (const DestinationDemand& destination : pool.destinations) {
    const double share = destination.rate() / pace.rate;
    const std::vector<double> probabilities =
        return_probabilities(pace, destination, &WorkloadDemand::lease, std::min(laps, laps_counted));
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

// Beyond so many laps within a lease it no longer matters where in a lap the lease ends.
double returns_mean(const CursorPace& pace, const DestinationDemand& destination,
                    LeaseLaw WorkloadDemand::*which) {
  constexpr double laps_counted = 200;
  double lease_mean = 0;
  for (const WorkloadDemand& demand : destination.workloads)
    lease_mean += demand.rate / destination.rate() * (demand.*which).mean();
  const double laps = pace.rate * lease_mean / pace.ports;
  if (laps > laps_counted) return laps - 0.5;
  constexpr std::int64_t laps_max = 1000;
  return cursor_returns_mean(return_probabilities(pace, destination, which, laps_max));
}

CursorPastLivePorts figures_past_live_ports(const PoolDemand& pool) {
  const double of_pool = pool.rate();
  std::vector<CursorDestination> destinations;
  for (const DestinationDemand& destination : pool.destinations) {
    destinations.push_back({destination.rate() / of_pool, [&](double ports_a_second) {
                              const CursorPace pace{pool.ports, ports_a_second};
                              const double live = returns_mean(pace, destination, &WorkloadDemand::live);
                              const double all = returns_mean(pace, destination, &WorkloadDemand::lease);
                              return CursorReturns{live, std::max(0.0, all - live)};
                            }});
  }
  return cursor_past_live_ports(of_pool, destinations);
}

std::string as_times(double times) {
  const std::string count = as_count(times);
  return count == "1" ? "once" : count + " times";
}

}  // namespace

std::optional<PoolVerdict> cursor_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_cursor(pool, scenario) || meets_live_ports(pool)) return std::nullopt;
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
  if (!is_long_run_of_cursor(pool, scenario)) return std::nullopt;
  const CursorPastLivePorts figures = figures_past_live_ports(pool);
  return PoolVerdict{
      .model = "cursor past live ports, approximation",
      .failure_fraction = figures.failure_fraction,
      .note = fmt::format(
          "The cursor passes over live ports (it moves by {:.4g} an attempt) but hands out ports in "
          "TIME_WAIT. "
          "The figure is an approximation of the long run, as a rule within two percent of itself. {}",
          figures.ports_a_second / pool.rate(), compared_with_erlang_b(pool))};
}

}  // namespace portsim
