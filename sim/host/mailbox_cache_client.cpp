#include "sim/host/mailbox_cache_client.hpp"

#include <variant>

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

// How long the connection is open that this request opens: the request begins when it is established.
Duration RunningMailboxCacheClient::first_hold(Duration length) const {
  return spec_.expires == CacheExpiry::since_use ? length + spec_.ttl : std::max(length, spec_.ttl);
}

RunningMailboxCacheClient::CachedConnection RunningMailboxCacheClient::new_connection(
    SimTime now, const Connection& connection, Duration length) const {
  const SimTime closes = connection.established + first_hold(length);
  const SimTime expires =
      spec_.expires == CacheExpiry::since_use ? closes : connection.established + spec_.ttl;
  return {now, connection, expires, closes};
}

// How long a request keeps its connection open.
SimTime RunningMailboxCacheClient::last_needed(SimTime request_ends) const {
  return spec_.expires == CacheExpiry::since_use ? request_ends + spec_.ttl : request_ends;
}

bool RunningMailboxCacheClient::is_at_limit(SimTime now) {
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
  if (replaced.connection.port != no_port && replaced.closes > now) {
    closes_.schedule(replaced.closes, ReplacedConnectionClosed{});
  }
  ++open_connections_;
  closes_.schedule(opened.closes, CloseDue{user, opened.opened});
}

bool RunningMailboxCacheClient::connections_cut(SimTime) {
  connections_.assign(connections_.size(), {});
  open_connections_ = 0;
  closes_ = {};
  return false;
}

bool RunningMailboxCacheClient::change(const MailboxCacheClient& spec, const HoldingTimeSpec& holds,
                                       SimTime now) {
  request_times_ = HoldingTimeSampler{holds};
  const bool has_other_users = spec.users != spec_.users;
  const bool has_other_requests = has_other_users || spec.request_rate != spec_.request_rate;
  const bool counted = counts_open();
  spec_ = spec;
  may_outlast_use_ |= spec.expires == CacheExpiry::since_open;
  connections_.resize(static_cast<std::size_t>(spec.users));
  if (counts_open() && (has_other_users || !counted)) count_all_open(now);
  if (!has_other_requests) return false;
  arrival_times_ = ArrivalTimes{all_requests(spec)};
  starts_ = std::max(now, starts_);
  return true;
}

void RunningMailboxCacheClient::count_all_open(SimTime now) {
  open_connections_ = 0;
  closes_ = {};
  for (std::uint32_t user = 0; user < connections_.size(); ++user) {
    const CachedConnection& cached = connections_[user];
    if (cached.closes <= now) continue;
    ++open_connections_;
    closes_.schedule(cached.closes, CloseDue{user, cached.opened});
  }
}

}  // namespace portsim
