#include "sim/theory/cached_users.hpp"

#include <algorithm>

#include "models/analytic/engset.hpp"
#include "models/analytic/poisson.hpp"

namespace portsim {

namespace {

// The connections of independent users vary less than a Poisson number.
bool limit_binds(std::int64_t limit, double mean_open) {
  constexpr double never_seen = 1e-9;
  return mean_open >= static_cast<double>(limit) || poisson_tail(limit, mean_open) > never_seen;
}

// Of one user who begins without a connection, on average: the n-th open comes after n exponential gaps, and
// the time that each connection before it served.
double opens_until(double seconds, const CacheCycle& cycle) {
  double opens = 0;
  for (std::int64_t n = 1;; ++n) {
    const double gaps = seconds - static_cast<double>(n - 1) * cycle.serving_mean;
    if (gaps <= 0) return opens;
    const double probability = poisson_tail(n, cycle.request_rate * gaps);
    if (probability < 1e-9) return opens;
    opens += probability;
  }
}

}  // namespace

CachedUsers cached_users(const MailboxCacheClient& client, const Workload& workload, const Service& service) {
  const double users = static_cast<double>(client.users);
  const CachedUser user{.request_rate = client.request_rate.per_second(),
                        .time_to_live = in_seconds(client.ttl),
                        .request_time = in_seconds(mean_of(workload.holds)),
                        .connect_time = in_seconds(service.round_trip)};
  if (user.request_rate == 0) return {};
  const CacheCycle cycle =
      client.expires == CacheExpiry::since_use ? expiring_since_use(user) : expiring_since_open(user);
  const double opens = users * cycle.opens_per_second();
  if (!client.connection_limit || cycle.open_mean == 0) return {cycle, opens, 0};
  if (cycle.open_mean > cycle.serving_mean) {
    if (!limit_binds(*client.connection_limit, opens * cycle.open_mean)) return {cycle, opens, 0};
    const double opens_max = static_cast<double>(*client.connection_limit) / cycle.open_mean;
    return {cycle, std::min(opens, opens_max), 0, true};
  }
  if (*client.connection_limit >= client.users) return {cycle, opens, 0};
  const FiniteSources limited{client.users, *client.connection_limit, cycle.alpha()};
  const double open = engset_mean_open(limited);
  // Only the requests of users without a connection can be refused.
  return {cycle, open / cycle.open_mean, engset_call_congestion(limited) * (1 - open / users)};
}

double leases_at_peak(const MailboxCacheClient& client, const CacheCycle& cycle, double lease,
                      double seconds) {
  constexpr double laps_counted = 50;  // later peaks are no higher
  constexpr int looks = 200;           // from one lap to the next
  const double lap = cycle.serving_mean + 1 / cycle.request_rate;
  const double first = std::min(seconds, lease + laps_counted * lap);
  double peak = 0;
  for (int look = 0; look <= looks; ++look) {
    const double when = first + lap * look / looks;
    peak = std::max(peak, opens_until(when, cycle) - opens_until(when - lease, cycle));
  }
  return static_cast<double>(client.users) * peak;
}

}  // namespace portsim
