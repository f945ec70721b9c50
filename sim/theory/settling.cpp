#include "sim/theory/settling.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

#include <fmt/format.h>

#include "sim/theory/law_conditions.hpp"

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

// E exp(i w lease), over all workloads.
std::complex<double> characteristic(const DestinationDemand& destination, double radians_per_second) {
  std::complex<double> sum = 0;
  for (const WorkloadDemand& demand : destination.workloads) {
    sum += demand.rate / destination.rate() * demand.lease.characteristic(radians_per_second);
  }
  return sum;
}

constexpr double full_turn = 6.283185307179586;

// A wave that comes back a lease later is blurred by the spread of the leases and of the time it takes to
// fill the pool: what a lease leaves of its strength is the length of the characteristic function at one turn
// a lease. The bulk of skewed leases is shorter than their mean, so the wave may turn a little faster.
double wave_left_after_lease(const DestinationDemand& destination, PortCount ports) {
  const double load = destination.load().erlangs;
  // Where leases are blurred at once, successes still return to their mean over about four leases.
  double strongest = std::exp(-1.0);
  for (const double turns : {1.0, 1.1, 1.25, 1.5, 2.0}) {
    const double angle = turns * full_turn;
    const double by_filling = std::exp(-angle * angle / 2 * ports / (load * load));
    const double by_leases = std::abs(characteristic(destination, angle / mean_lease(destination)));
    strongest = std::max(strongest, by_filling * by_leases);
  }
  return strongest;
}

// Below e^-4, 2 %, of its first strength a wave is not noticed.
constexpr double faded = 4;

// The warm-up after which waves are not noticed; infinite if they never fade.
double fading_time(const DestinationDemand& destination, PortCount ports) {
  const double lost = std::max(0.0, -std::log(wave_left_after_lease(destination, ports)));
  return mean_lease(destination) * faded / lost;
}

bool has_waves(const DestinationDemand& destination, PortCount ports, double warm_up) {
  const double overload_to_notice = 2 * std::sqrt(static_cast<double>(ports));
  if (destination.load().erlangs - ports < overload_to_notice) return false;
  return warm_up < fading_time(destination, ports);
}

// Whether the waves are one mean lease long: how far leases that are skewed, or of several lengths, turn them
// out of step by the end of the run.
bool keeps_in_step(const DestinationDemand& destination, double seconds) {
  const double lease = mean_lease(destination);
  const double ahead = std::arg(characteristic(destination, full_turn / lease)) / full_turn;
  return std::fabs(ahead) * seconds / lease < 0.02;
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
          "The run starts with an empty pool, which is still filling when observation begins after {}; "
          "a warm_up of {:.0f} s would make the two comparable.",
          as_seconds(warm_up), filling_time(destination));
    }
    if (!has_waves(destination, pool.ports, warm_up)) continue;
    const double lease = mean_lease(destination);
    if (!keeps_in_step(destination, in_seconds(scenario.duration))) {
      return fmt::format(
          "From an empty pool, failures come in waves, and leases of different lengths take long to blur "
          "them; a warm_up of {:.0f} s would make the two comparable.",
          std::ceil(fading_time(destination, pool.ports)));
    }
    if (!is_whole_number_of(lease, warm_up) || !is_whole_number_of(lease, in_seconds(scenario.observed()))) {
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
