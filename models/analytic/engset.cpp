#include "models/analytic/engset.hpp"

#include <cassert>

namespace portsim {

namespace {

// Forward recursion over the number of servers. Dividing by alpha lets it be infinite: users who never go
// idle.
double engset(double sources_seen, std::int64_t servers, double alpha) {
  double congestion = 1;
  for (std::int64_t k = 1; k <= servers && congestion > 0; ++k) {
    const double server = static_cast<double>(k);
    const double weighted = (sources_seen - server) * congestion;
    congestion = weighted / (server / alpha + weighted);
  }
  return congestion;
}

}  // namespace

// An attempt sees the system as it would be without the user who attempts.
double engset_call_congestion(const FiniteSources& given) {
  assert(given.sources >= 0 && given.servers >= 0 && given.alpha >= 0);
  if (given.servers >= given.sources) return 0;
  return engset(static_cast<double>(given.sources), given.servers, given.alpha);
}

double engset_time_congestion(const FiniteSources& given) {
  assert(given.sources >= 0 && given.servers >= 0 && given.alpha >= 0);
  if (given.servers > given.sources) return 0;
  return engset(static_cast<double>(given.sources) + 1, given.servers, given.alpha);
}

// In balance, users of whom n are open begin alpha (1 - E) (N - n) holding times per holding time, and end n.
double engset_mean_open(const FiniteSources& given) {
  const double accepted = given.alpha * (1 - engset_call_congestion(given));
  return static_cast<double>(given.sources) * (1 - 1 / (1 + accepted));
}

}  // namespace portsim
