#include "sim/experiment/replication_counts.hpp"

namespace portsim {

ReplicationCounts counts_of(const ReplicationTally& tally) {
  ReplicationCounts counts{.fingerprint = tally.fingerprint};
  for (const auto& epoch : tally.epochs) {
    for (const WorkloadTally& workload : epoch) {
      counts.attempts += workload.attempts();
      counts.failures += workload.failures();
      counts.requests += workload.requests();
      counts.lost_requests += workload.lost_requests();
      const auto& first = workload.first_failure;
      if (first && (!counts.first_failure || *first < *counts.first_failure)) counts.first_failure = first;
    }
  }
  return counts;
}

}  // namespace portsim
