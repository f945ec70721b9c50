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
};

CachedUsers cached_users(const MailboxCacheClient&, const Workload&, const Service&);

}  // namespace portsim
