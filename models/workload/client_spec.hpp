// What opens connections: the client models a scenario can name.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/rate.hpp"
#include "models/workload/arrival_spec.hpp"

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

using ClientSpec = std::variant<OpenClient, MailboxCacheClient>;

// Whether the instants of its requests are drawn.
constexpr bool is_random(const ClientSpec& spec) {
  const auto* open = std::get_if<OpenClient>(&spec);
  return !open || open->arrivals.process == ArrivalProcess::poisson;
}

}  // namespace portsim
