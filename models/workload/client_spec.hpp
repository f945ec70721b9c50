// What opens connections: the client models a scenario can name.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/probability.hpp"
#include "models/vocabulary/rate.hpp"
#include "models/workload/arrival_spec.hpp"
#include "models/workload/holding_time.hpp"
#include "models/workload/trace_row.hpp"

namespace portsim {

// Attempts arrive from outside, whatever became of the earlier ones.
struct OpenClient {
  ArrivalSpec arrivals;
  bool operator==(const OpenClient&) const = default;
};

// What a cached connection's time to live is counted from.
enum class CacheExpiry : std::uint8_t {
  since_use,   // from the end of the last request on it
  since_open,  // from the moment it was established
};

// Each user's requests are a Poisson stream. A request uses the user's cached connection, or opens one when
// there is none (KB319502: an IMAP front end with MailboxCacheTTL and a limit on IMAP connections).
struct MailboxCacheClient {
  std::int64_t users = 1;
  Rate request_rate;  // of one user
  Duration ttl = Duration::zero();
  CacheExpiry expires = CacheExpiry::since_use;
  // Open connections; a request that would exceed it is refused.
  std::optional<std::int64_t> connection_limit = std::nullopt;
  bool operator==(const MailboxCacheClient&) const = default;
};

// A fixed number of users. Each thinks, connects, keeps the connection for the workload's holding time,
// closes it and thinks again; so does one whose request is lost. At the start every user thinks first.
struct ClosedClient {
  std::int64_t users = 1;
  HoldingTimeSpec think;
  bool operator==(const ClosedClient&) const = default;
};

// The requests of a program, a Poisson stream, share connections that are kept open between requests.
struct PoolClient {
  std::int64_t keeps = 1;  // idle connections at most, to all destinations together
  // Open connections; a request that would exceed it waits.
  std::optional<std::int64_t> connection_limit = std::nullopt;
  Rate request_rate;             // of all together
  HoldingTimeSpec request_time;  // from the established connection to the answer
  std::optional<std::int64_t> requests_per_connection = std::nullopt;
  std::optional<Duration> idle_timeout = std::nullopt;
  std::optional<Duration> lifetime = std::nullopt;  // since established; a request on it may end first
  Probability upstream_errors{0};                   // a request fails at its end, and may be tried again
  bool flush_on_retry = false;                      // each retry first closes all idle connections
  bool operator==(const PoolClient&) const = default;
};

// Attempts at recorded times.
struct TraceClient {
  std::shared_ptr<const std::vector<TraceRow>> rows;  // in order of time; never null

  friend bool operator==(const TraceClient& a, const TraceClient& b) {
    return a.rows == b.rows || *a.rows == *b.rows;
  }
};

using ClientSpec = std::variant<OpenClient, MailboxCacheClient, ClosedClient, PoolClient, TraceClient>;

// Whether the instants of its requests are drawn.
constexpr bool is_random(const ClientSpec& spec) {
  if (const auto* open = std::get_if<OpenClient>(&spec))
    return open->arrivals.process == ArrivalProcess::poisson;
  if (const auto* closed = std::get_if<ClosedClient>(&spec)) return is_random(closed->think);
  return !std::holds_alternative<TraceClient>(spec);
}

}  // namespace portsim
