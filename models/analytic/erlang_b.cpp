#include "models/analytic/erlang_b.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

namespace portsim {

namespace {

// B(n) from B(n - 1). Every term is positive, so nothing cancels.
double with_one_more(double blocking, double servers, OfferedLoad load) {
  const double weighted = load.erlangs * blocking;
  return weighted / (servers + weighted);
}

[[maybe_unused]] bool is_load(OfferedLoad load) {
  return load.erlangs >= 0 && std::isfinite(load.erlangs);
}

}  // namespace

double erlang_b(PortCount servers, OfferedLoad load) {
  assert(is_load(load));
  double blocking = 1;
  for (PortCount n = 1; n <= servers && blocking > 0; ++n) blocking = with_one_more(blocking, n, load);
  return blocking;
}

double log_erlang_b(PortCount servers, OfferedLoad load) {
  assert(is_load(load) && load.erlangs > 0);
  constexpr double nearly_underflown = 1e-280;
  double blocking = 1;
  PortCount n = 1;
  for (; n <= servers && blocking > nearly_underflown; ++n) {
    blocking = with_one_more(blocking, n, load);
  }
  // From here on a B(n-1) is nothing beside n, and B(n) = B(n-1) a/n to the last bit.
  double logarithm = std::log(blocking);
  for (; n <= servers; ++n) logarithm += std::log(load.erlangs / n);
  return logarithm;
}

OfferedLoad offered_load_max(PortCount servers, Probability blocking) {
  assert(blocking.value() > 0 && blocking.value() < 1);
  // B grows with the load, and B >= 1 - servers/load.
  double low = 0;
  double high = servers / (1 - blocking.value());
  while (high - low > 4 * std::numeric_limits<double>::epsilon() * high) {
    const double middle = low + (high - low) / 2;
    (erlang_b(servers, {middle}) <= blocking.value() ? low : high) = middle;
  }
  return {low};
}

PortCount servers_min(OfferedLoad load, Probability target) {
  assert(is_load(load) && target.value() > 0);
  PortCount servers = 0;
  for (double blocking = 1; blocking > target.value();) {
    assert(servers < std::numeric_limits<PortCount>::max());
    ++servers;
    blocking = with_one_more(blocking, servers, load);
  }
  return servers;
}

// With d(i) = B(c)/B(i) and the law pi of the ports in use, the variance of one attempt's contribution is
//   v = sum over i < c of pi(i) [(d(i) - B)^2 + d(i)^2], plus pi(c) (1 - B)^2,
// and the design effect is v / (B (1 - B)). `term` is pi(i) d(i)^2 / B(c), which never under- or overflows:
// pi(i-1)/pi(i) = i/a, and d(i-1)/d(i) = B(i)/B(i-1). A load that is small beside the servers is soon over:
// what has underflown to 0 stays so.
double design_effect(PortCount servers, OfferedLoad load) {
  assert(is_load(load) && load.erlangs > 0);
  std::vector<double> blocking{1.0};
  while (blocking.size() <= servers && blocking.back() > 0)
    blocking.push_back(with_one_more(blocking.back(), static_cast<double>(blocking.size()), load));
  const auto blocking_of = [&](PortCount n) { return n < blocking.size() ? blocking[n] : 0.0; };
  const double success = 1 - blocking_of(servers);
  double sum = success * success;
  double term = 1;
  for (PortCount n = servers; n >= 1 && term > 0; --n) {
    const double step = load.erlangs / (n + load.erlangs * blocking_of(n - 1));  // B(n)/B(n-1)
    term *= n / load.erlangs * step * step;
    const double failing = 1 - blocking_of(n - 1);
    sum += term * (failing * failing + 1);
  }
  return sum / success;
}

// Up to a load of 0.7 it grows with the load: of groups of as many servers only the largest such load counts.
double largest_design_effect(const std::vector<LoadedServers>& groups) {
  double largest = 1;
  std::map<PortCount, double> growing;  // by servers
  for (const auto& [servers, load] : groups) {
    if (load.erlangs <= 0.7 * servers) {
      double& highest = growing[servers];
      highest = std::max(highest, load.erlangs);
    } else {
      largest = std::max(largest, design_effect(servers, load));
    }
  }
  for (const auto& [servers, erlangs] : growing)
    largest = std::max(largest, design_effect(servers, {erlangs}));
  return largest;
}

}  // namespace portsim
