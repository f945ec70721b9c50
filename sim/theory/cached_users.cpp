#include "sim/theory/cached_users.hpp"

#include "models/analytic/engset.hpp"

namespace portsim {

CachedUsers cached_users(const MailboxCacheClient& client, const Workload& workload, const Service& service) {
  const double users = static_cast<double>(client.users);
  const CachedUser user{.request_rate = client.request_rate.per_second(),
                        .time_to_live = in_seconds(client.ttl),
                        .request_time = in_seconds(mean_of(workload.holds)),
                        .connect_time = in_seconds(service.round_trip)};
  if (user.request_rate == 0) return {};
  const CacheCycle cycle =
      client.expires == CacheExpiry::since_use ? expiring_since_use(user) : expiring_since_open(user);
  const bool is_limited = client.connection_limit && *client.connection_limit < client.users;
  if (!is_limited || cycle.open_mean == 0) {
    return {cycle, users * cycle.opens_per_second(), 0};
  }
  const FiniteSources limited{client.users, *client.connection_limit, cycle.alpha()};
  const double open = engset_mean_open(limited);
  // Only the requests of users without a connection can be refused.
  return {cycle, open / cycle.open_mean, engset_call_congestion(limited) * (1 - open / users)};
}

}  // namespace portsim
