#include "models/analytic/erlang_b_between.hpp"

#include <cassert>
#include <cmath>

namespace portsim {

namespace {

// 1/B(f, a) is the integral of e^-u (1 + u/a)^f over all u > 0. By the double exponential rule (H. Takahasi
// and M. Mori, 1974), which takes the steep beginning of small loads in its stride.
double blocking_of_less_than_one(double servers, double load) {
  constexpr double step = 1.0 / 64;
  constexpr int steps = 5 * 64;
  double sum = 0;
  for (int n = -steps; n <= steps; ++n) {
    const double s = n * step;
    const double u = std::exp(s - std::exp(-s));
    sum += std::exp(-u) * std::pow(1 + u / load, servers) * u * (1 + std::exp(-s));
  }
  return 1 / (sum * step);
}

}  // namespace

double erlang_b_between(double servers, OfferedLoad load) {
  assert(servers >= 0 && load.erlangs > 0);
  const double first = servers - std::floor(servers);
  double blocking = blocking_of_less_than_one(first, load.erlangs);
  const auto more = static_cast<long long>(std::floor(servers));
  for (long long n = 1; n <= more; ++n) {
    const double weighted = load.erlangs * blocking;
    blocking = weighted / (first + static_cast<double>(n) + weighted);
  }
  return blocking;
}

}  // namespace portsim
