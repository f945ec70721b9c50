#include "sim/host/simulation.hpp"

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

RunningClient make_running_client(const Workload& workload, const RunId& id) {
  const auto stream = [&](StreamPurpose purpose) {
    return RandomStream{{id.seed, id.replication, purpose, workload.name}};
  };
  const SimTime starts{workload.starts};
  return std::visit(overloaded{
                        [&](const OpenClient& open) -> RunningClient {
                          return RunningOpenClient{open, workload.holds, starts,
                                                   stream(StreamPurpose::arrivals),
                                                   stream(StreamPurpose::holds)};
                        },
                        [&](const MailboxCacheClient& cache) -> RunningClient {
                          return RunningMailboxCacheClient{cache,
                                                           workload.holds,
                                                           starts,
                                                           stream(StreamPurpose::arrivals),
                                                           stream(StreamPurpose::holds),
                                                           stream(StreamPurpose::users)};
                        },
                    },
                    workload.client);
}

}  // namespace portsim
