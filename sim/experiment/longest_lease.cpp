#include "sim/experiment/longest_lease.hpp"

#include <algorithm>
#include <variant>

#include "models/vocabulary/overloaded.hpp"

#include "sim/scenario/workload_bounds.hpp"

namespace portsim {
namespace {

// On average, from established to close. A pool's idle connections wait for the next request.
Duration open_for(const Workload& workload) {
  const Duration holds = mean_of(workload.holds);
  return std::visit(overloaded{
                        [&](const MailboxCacheClient& client) { return holds + client.ttl; },
                        [&](const PoolClient& client) { return mean_of(client.request_time); },
                        [&](const auto&) { return holds; },
                    },
                    workload.client);
}

bool has_phases(const Workload& workload) {
  const auto* open = std::get_if<OpenClient>(&workload.client);
  return open && (open->arrivals.phases.size() > 1 || open->arrivals.phases.front().lasts);
}

bool is_there_from_the_start(const Workload& workload) {
  return workload.starts == Duration::zero() && !std::holds_alternative<TraceClient>(workload.client);
}

}  // namespace

bool may_recover(const Scenario& scenario) {
  const auto is_freed = [&](const Host& host) {
    return host.occupied.ports > 0 && host.occupied.until < scenario.duration;
  };
  const auto stops = [&](const Workload& workload) {
    return has_phases(workload) || workload.ends.value_or(scenario.duration) < scenario.duration;
  };
  return !scenario.timeline.empty() || std::any_of(scenario.hosts.begin(), scenario.hosts.end(), is_freed) ||
         std::any_of(scenario.workloads.begin(), scenario.workloads.end(), stops);
}

std::optional<Duration> longest_lease(const Scenario& scenario) {
  Duration longest = Duration::zero();
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    for (const Workload& workload : scenario.workloads_in(epoch)) {
      const Duration open = open_for(workload);
      if (open >= forever) return std::nullopt;
      const HostBehaviour& host = scenario.hosts_in(epoch)[workload.host].behaviour;
      const Duration time_wait =
          may_enter_time_wait(workload) ? host.time_wait_length().longest() : Duration::zero();
      // One round trip until it is established, and one until it is closed.
      longest = std::max(longest, open + 2 * longest_round_trip(workload, scenario) + time_wait);
    }
  }
  return longest;
}

bool has_long_run(const Scenario& scenario) {
  return !may_recover(scenario) && longest_lease(scenario) &&
         std::all_of(scenario.workloads.begin(), scenario.workloads.end(), is_there_from_the_start);
}

}  // namespace portsim
