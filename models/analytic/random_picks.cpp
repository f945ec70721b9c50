#include "models/analytic/random_picks.hpp"

#include <cassert>
#include <cmath>

namespace portsim {

// The weight of each state from that of the one before, against the largest so far lest they overflow.
double random_picks_loss(PortCount ports, OfferedLoad load) {
  assert(ports > 0 && load.erlangs >= 0);
  const double n = ports;
  const auto missed = [&](double in_use) { return std::pow(in_use / n, n); };
  double weight = 1;
  double weights = 1;
  double failing = 0;
  for (double in_use = 1; in_use <= n; ++in_use) {
    weight *= load.erlangs * (1 - missed(in_use - 1)) / in_use;
    weights += weight;
    failing += weight * missed(in_use);
    constexpr double large = 1e200;
    if (weights > large) {
      weight /= large;
      weights /= large;
      failing /= large;
    }
  }
  return failing / weights;
}

}  // namespace portsim
