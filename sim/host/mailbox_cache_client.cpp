#include "sim/host/mailbox_cache_client.hpp"

#include <variant>

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

// The request that opens a connection begins when that is established.
RunningMailboxCacheClient::CachedConnection RunningMailboxCacheClient::new_connection(SimTime now,
                                                                                      SimTime established,
                                                                                      Duration length) const {
  const SimTime request_ends = established + length;
  if (spec_.expires == CacheExpiry::since_use) {
    const SimTime expires = request_ends + spec_.ttl;
    return {now, established, expires, expires};
  }
  const SimTime expires = established + spec_.ttl;
  return {now, established, expires, std::max(expires, request_ends)};
}

// How long a request keeps its connection open.
SimTime RunningMailboxCacheClient::last_needed(SimTime request_ends) const {
  return spec_.expires == CacheExpiry::since_use ? request_ends + spec_.ttl : request_ends;
}

bool RunningMailboxCacheClient::is_at_limit(SimTime now) {
  if (!spec_.connection_limit) return false;
  while (!closes_.empty() && closes_.next_time() <= now) {
    std::visit(overloaded{
                   [this](ReplacedConnectionClosed) { --open_connections_; },
                   [this](CloseDue due) {
                     const CachedConnection& cached = connections_[due.user];
                     if (cached.opened != due.opened) return;
                     if (cached.closes > closes_.now()) {
                       closes_.schedule(cached.closes, due);
                     } else {
                       --open_connections_;
                     }
                   },
               },
               closes_.pop());
  }
  return open_connections_ >= *spec_.connection_limit;
}

void RunningMailboxCacheClient::count_open(std::uint32_t user, SimTime now, const CachedConnection& opened) {
  const CachedConnection& replaced = connections_[user];
  if (replaced.port != no_port && replaced.closes > now) {
    closes_.schedule(replaced.closes, ReplacedConnectionClosed{});
  }
  ++open_connections_;
  closes_.schedule(opened.closes, CloseDue{user, opened.opened});
}

}  // namespace portsim
