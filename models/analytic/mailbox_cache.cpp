#include "models/analytic/mailbox_cache.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace portsim {

double CacheCycle::open_fraction() const {
  const double serving = 1 - 1 / requests_per_open();
  return serving + opens_per_second() * (open_mean - serving_mean);
}

// The time from the first request to the last one's expiry is the busy period of an infinite-server queue
// with constant service. A request that comes while the connection is being established only waits for that.
CacheCycle expiring_since_use(const CachedUser& user) {
  assert(user.request_rate > 0);
  // Beyond this a connection never closes in any run, and a larger number would be infinite.
  constexpr double exponent_max = 600;
  const double exponent = std::min(user.request_rate * (user.time_to_live + user.request_time), exponent_max);
  const double open = user.connect_time + std::expm1(exponent) / user.request_rate;
  return {user.request_rate, open, open};
}

CacheCycle expiring_since_open(const CachedUser& user) {
  assert(user.request_rate > 0);
  // The request under way when the time to live ends keeps the connection open: what is left of a request
  // that began an exponential time ago, but not before the connection was established.
  const double reachable = std::min(user.request_time, user.time_to_live);
  const double overhang = user.request_time + std::expm1(-user.request_rate * reachable) / user.request_rate;
  const double serving = user.connect_time + user.time_to_live;
  return {user.request_rate, serving, serving + overhang};
}

OfferedLoad port_demand(std::int64_t users, const CacheCycle& cycle, double after_open) {
  const double of_one_user = cycle.open_fraction() + cycle.opens_per_second() * after_open;
  return {static_cast<double>(users) * of_one_user};
}

double refused_attempts(double refused_requests, const CacheCycle& cycle) {
  assert(refused_requests >= 0 && refused_requests <= 1);
  const double weighted = refused_requests * cycle.requests_per_open();
  return weighted / (1 - refused_requests + weighted);
}

}  // namespace portsim
