// What one replication came to in few numbers, over all workloads and the whole observed span: enough to
// compute each estimate anew.
#pragma once

#include <cstdint>
#include <optional>

#include "models/vocabulary/duration.hpp"

#include "sim/statistics/run_tally.hpp"

namespace portsim {

struct ReplicationCounts {
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
  std::int64_t requests = 0;
  std::int64_t lost_requests = 0;
  std::optional<Duration> first_failure;
  std::uint64_t fingerprint = 0;
  bool operator==(const ReplicationCounts&) const = default;
};

ReplicationCounts counts_of(const ReplicationTally&);

}  // namespace portsim
