#include "models/analytic/port_probes.hpp"

#include <cassert>
#include <cmath>

namespace portsim {

// The weight of each state from that of the one before, against the largest so far lest they overflow.
double random_picks_probes(PortCount ports, OfferedLoad load) {
  assert(ports > 0 && load.erlangs >= 0);
  const double n = ports;
  const auto missed = [&](double in_use) { return std::pow(in_use / n, n); };
  const auto looks = [&](double in_use) { return in_use == n ? n : (1 - missed(in_use)) / (1 - in_use / n); };
  double weight = 1;
  double weights = 1;
  double probes = 1;
  for (double in_use = 1; in_use <= n; ++in_use) {
    weight *= load.erlangs * (1 - missed(in_use - 1)) / in_use;
    weights += weight;
    probes += weight * looks(in_use);
    constexpr double large = 1e200;
    if (weights > large) {
      weight /= large;
      weights /= large;
      probes /= large;
    }
  }
  return probes / weights;
}

// From below, where it grows to the least solution.
double in_order_probes(PortCount ports, double attempts_per_second,
                       const std::function<double(double seconds)>& lease_exceeds) {
  assert(ports > 0 && attempts_per_second > 0);
  constexpr double negligible = 1e-12;
  constexpr int rounds_max = 10'000;
  double probes = 1;
  for (int round = 0; round < rounds_max; ++round) {
    const double lap = ports / (attempts_per_second * probes);
    double next = 1;
    for (int k = 1; k <= static_cast<int>(ports); ++k) {
      const double held = lease_exceeds(k * lap);
      if (held < negligible) break;
      next += held;
    }
    if (next - probes <= negligible * next) return next;
    probes = next;
  }
  return probes;
}

}  // namespace portsim
