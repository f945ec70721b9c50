// What happens in a run, in the order of time: to all its hosts or, where they are run one after another, to
// one of them. Hosts share no ports and no limits, so that no host's records depend on when the others are
// run; a host's own state then stays in the processor's caches.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/engine/sim_time.hpp"
#include "sim/engine/source_queue.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

class EventSequence {
 public:
  // Of these workloads, by their index in the scenario.
  explicit EventSequence(std::vector<std::uint32_t> workloads)
      : arrivals{workloads.size()}, workloads_{std::move(workloads)} {}

  // When the next event or arrival is; never: there is none.
  SimTime next_time() const { return std::min(next_time_of(pending), arrivals.next_time()); }

  bool arrival_is_next() const {
    const SimTime event = next_time_of(pending);
    return arrivals.next_time() < event ||
           (arrivals.next_time() == event && comes_after_arrivals(pending.next()));
  }

  // The workload that arrives next.
  std::uint32_t next_workload() const { return workloads_[arrivals.next()]; }
  const std::vector<std::uint32_t>& workloads() const { return workloads_; }

  PendingEvents pending;
  SourceQueue arrivals;  // by the workload's place among `workloads()`

 private:
  std::vector<std::uint32_t> workloads_;
};

// One a host that has workloads, in the order of hosts; only one, if they are not run one after another. The
// timeline changes all hosts at once.
inline std::vector<EventSequence> event_sequences(const Scenario& scenario, bool may_run_hosts_apart) {
  const bool apart = may_run_hosts_apart && scenario.timeline.empty() && !scenario.workloads.empty();
  std::vector<std::vector<std::uint32_t>> workloads(apart ? scenario.hosts.size() : 1);
  for (std::uint32_t n = 0; n < scenario.workloads.size(); ++n)
    workloads[apart ? scenario.workloads[n].host : 0].push_back(n);
  std::vector<EventSequence> sequences;
  for (std::vector<std::uint32_t>& each : workloads)
    if (!apart || !each.empty()) sequences.emplace_back(std::move(each));
  return sequences;
}

}  // namespace portsim
