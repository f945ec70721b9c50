#include "models/analytic/random_picks.hpp"

#include <cassert>
#include <cmath>

namespace portsim {

namespace {

// With so many of n in use all picks are taken.
double missed(double in_use, double n) {
  return std::pow(in_use / n, n);
}

// The mean of what an attempt finds with so many in use. The weight of each state comes from that of the one
// before, against the largest so far lest they overflow.
template <class Found>
double random_picks_mean(double n, OfferedLoad load, Found found) {
  assert(n > 0 && load.erlangs >= 0);
  double weight = 1;
  double weights = 1;
  double sum = found(0);
  for (double in_use = 1; in_use <= n; ++in_use) {
    weight *= load.erlangs * (1 - missed(in_use - 1, n)) / in_use;
    weights += weight;
    sum += weight * found(in_use);
    constexpr double large = 1e200;
    if (weights > large) {
      weight /= large;
      weights /= large;
      sum /= large;
    }
  }
  return sum / weights;
}

}  // namespace

double random_picks_loss(PortCount ports, OfferedLoad load) {
  const double n = ports;
  return random_picks_mean(n, load, [=](double in_use) { return missed(in_use, n); });
}

double random_picks_probes(PortCount ports, OfferedLoad load) {
  const double n = ports;
  return random_picks_mean(
      n, load, [=](double in_use) { return in_use == n ? n : (1 - missed(in_use, n)) / (1 - in_use / n); });
}

}  // namespace portsim
