#include "sim/theory/settling.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace portsim {

namespace {

// Ports that a pool without a limit would still lack, on average, `seconds` after it was empty: its mean
// demand grows as the attempts' leases come to an end (S. Eick, W. Massey and W. Whitt, Operations Research
// 1993).
double missing_ports(const DestinationDemand& destination, double seconds) {
  double missing = 0;
  for (const WorkloadDemand& demand : destination.workloads) {
    missing += demand.rate * demand.lease.excess_mean(seconds);
  }
  return missing;
}

// A tenth of the standard deviation of the ports in use is not noticed.
bool is_filled(const DestinationDemand& destination, double seconds) {
  return missing_ports(destination, seconds) <= 0.1 * std::sqrt(destination.load().erlangs);
}

// The warm-up after which the pool is filled; a few seconds more do no harm.
double filling_time(const DestinationDemand& destination) {
  double seconds = 1;
  while (!is_filled(destination, seconds) && seconds < in_seconds(duration_max)) seconds *= 1.05;
  return std::ceil(seconds);
}

double mean_lease(const DestinationDemand& destination) {
  return destination.load().erlangs / destination.rate();
}

// Square of the coefficient of variation of the lease, over all workloads.
double lease_spread(const DestinationDemand& destination) {
  double squares = 0;
  for (const WorkloadDemand& demand : destination.workloads) {
    squares += demand.rate * (demand.lease.rest_variance + demand.lease_mean * demand.lease_mean);
  }
  const double mean = mean_lease(destination);
  return squares / destination.rate() / (mean * mean) - 1;
}

// A wave is blurred by the spread of the lease and of the time it takes to fill the pool; its strength falls
// by exp(-2 pi^2 blur) a lease.
bool has_waves(const DestinationDemand& destination, PortCount ports, double warm_up) {
  const double load = destination.load().erlangs;
  const double overload_to_notice = 2 * std::sqrt(static_cast<double>(ports));
  if (load - ports < overload_to_notice) return false;
  constexpr double two_pi_square = 19.739208802178717;
  const double blur = lease_spread(destination) + ports / (load * load);
  return two_pi_square * blur * warm_up / mean_lease(destination) < 1;
}

bool is_whole_number_of(double lease, double seconds) {
  return std::fabs(seconds - std::round(seconds / lease) * lease) <= 0.001 * lease;
}

}  // namespace

std::optional<std::string> why_not_settled(const PoolDemand& pool, const Scenario& scenario) {
  const double warm_up = in_seconds(scenario.warm_up);
  for (const DestinationDemand& destination : pool.destinations) {
    if (destination.load().erlangs == 0) continue;
    if (!is_filled(destination, warm_up)) {
      return fmt::format(
          "The run starts with an empty pool, which is still filling when observation begins after {:.4g} s; "
          "a warm_up of {:.0f} s would make the two comparable.",
          warm_up, filling_time(destination));
    }
    const double lease = mean_lease(destination);
    const bool is_over_whole_waves =
        is_whole_number_of(lease, warm_up) && is_whole_number_of(lease, in_seconds(scenario.observed()));
    if (has_waves(destination, pool.ports, warm_up) && !is_over_whole_waves) {
      return fmt::format(
          "From an empty pool, failures come in waves of one lease, and the observed time is no whole number "
          "of them; warm_up and duration in multiples of {:.6g} s would make the two comparable.",
          lease);
    }
  }
  return std::nullopt;
}

bool comes_in_waves(const PoolDemand& pool, const Scenario& scenario) {
  return std::any_of(pool.destinations.begin(), pool.destinations.end(),
                     [&](const DestinationDemand& destination) {
                       return has_waves(destination, pool.ports, in_seconds(scenario.warm_up));
                     });
}

bool is_unseen(double failure_fraction, const PoolDemand& pool, const Scenario& scenario) {
  const double attempts = pool.rate() * in_seconds(scenario.observed()) * scenario.replications;
  return failure_fraction * attempts < 0.01;
}

}  // namespace portsim
