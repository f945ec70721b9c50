#include "models/analytic/port_probes.hpp"

#include <cassert>

namespace portsim {

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
