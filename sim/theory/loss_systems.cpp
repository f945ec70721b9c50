#include "sim/theory/loss_systems.hpp"

#include <variant>
#include <vector>

namespace portsim {

namespace {

void turn_into_loss_systems(std::vector<Workload>& workloads) {
  for (Workload& workload : workloads) {
    if (!opens_for_each_request(workload)) continue;
    const PoolClient pool = std::get<PoolClient>(workload.client);
    workload.holds = pool.request_time;
    workload.client =
        OpenClient{{ArrivalProcess::poisson, {{std::nullopt, pool.request_rate, pool.request_rate}}}};
  }
}

}  // namespace

// A request that fails upstream and is tried again connects again, which no Poisson request does.
bool opens_for_each_request(const Workload& workload) {
  const auto* pool = std::get_if<PoolClient>(&workload.client);
  if (!pool || pool->connection_limit) return false;
  const bool is_never_reused = pool->keeps == 0 || pool->requests_per_connection == 1;
  const bool repeats_upstream_errors = pool->upstream_errors.value() > 0 && workload.retry;
  return is_never_reused && !repeats_upstream_errors;
}

Scenario with_loss_systems(Scenario scenario) {
  turn_into_loss_systems(scenario.workloads);
  for (TimelineStep& step : scenario.timeline) turn_into_loss_systems(step.workloads);
  return scenario;
}

}  // namespace portsim
