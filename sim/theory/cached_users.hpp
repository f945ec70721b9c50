// The users of a mailbox cache together: how often they open connections in the long run, and what their
// connection limit refuses, as long as no port is missing.
#pragma once

#include "models/analytic/mailbox_cache.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

struct CachedUsers {
  CacheCycle cycle;             // of one user, without the limit
  double opens_per_second = 0;  // of all users
  double refused_by_limit = 0;  // the fraction of all requests, hits included
  // The limit binds, and requests that outlast the time to live let a user have several connections: neither
  // figure is known, and opens_per_second is at most what it says.
  bool has_uncounted_refusals = false;
};

CachedUsers cached_users(const MailboxCacheClient&, const Workload&, const Service&);

// The largest mean number of leases under way at once from `seconds` on, where all users begin without a
// connection and each lease is as long as the mean: users who open at regular intervals do so in step for
// long.
double leases_at_peak(const MailboxCacheClient&, const CacheCycle&, double lease, double seconds);

}  // namespace portsim
