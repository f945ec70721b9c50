#include "sim/theory/law_conditions.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

namespace portsim {

namespace {

template <class Condition>
bool all_workloads(const PoolDemand& pool, Condition condition) {
  return std::all_of(pool.destinations.begin(), pool.destinations.end(), [&](const auto& destination) {
    return std::all_of(destination.workloads.begin(), destination.workloads.end(), condition);
  });
}

bool has_constant_leases(const PoolDemand& pool) {
  return all_workloads(pool, [](const WorkloadDemand& demand) {
    return std::holds_alternative<OpenClient>(demand.workload->client) && is_constant(demand.workload->holds);
  });
}

}  // namespace

bool is_constant(const HoldingTimeSpec& holds) {
  return std::holds_alternative<ConstantHold>(holds) || std::holds_alternative<HoldForever>(holds);
}

bool is_steady_poisson(const PoolDemand& pool, const Scenario& scenario) {
  return all_workloads(pool, [&](const WorkloadDemand& demand) {
    const auto* client = std::get_if<OpenClient>(&demand.workload->client);
    if (!client || client->arrivals.process != ArrivalProcess::poisson || !constant_rate(*client))
      return false;
    const ActiveSpan active = active_span(*demand.workload, *client, scenario);
    return active.from == Duration::zero() && active.until == scenario.duration;
  });
}

bool is_alone_and_evenly_spaced(const PoolDemand& pool) {
  const WorkloadDemand* demand = pool.only_workload();
  if (!demand || !is_constant(demand->workload->holds)) return false;
  const auto* client = std::get_if<OpenClient>(&demand->workload->client);
  return client && client->arrivals.process == ArrivalProcess::constant && constant_rate(*client);
}

bool every_connection_ends(const PoolDemand& pool) {
  return all_workloads(pool, [](const WorkloadDemand& demand) {
    return !std::holds_alternative<HoldForever>(demand.workload->holds);
  });
}

// A cursor that stays where it failed waits for the port that was handed out first. With one workload and a
// constant lease that is the first to come back: while it is taken, all are.
bool tries_every_port(const PoolDemand& pool) {
  const PortSelectionSpec& selection = pool.host->behaviour.selection;
  if (const auto* naive = std::get_if<SeqNaiveSpec>(&selection)) {
    return !naive->failed_connect_advances_cursor && pool.only_workload() && has_constant_leases(pool);
  }
  return std::holds_alternative<SeqSmartSpec>(selection);
}

bool picks_one_at_random(const PoolDemand& pool) {
  return std::holds_alternative<RandomOnceSpec>(pool.host->behaviour.selection);
}

bool destinations_compete(const PoolDemand& pool) {
  return pool.destinations.size() > 1 && pool.live_load() > 0;
}

std::string as_percent(double fraction) {
  return fmt::format("{:.4g} %", 100 * fraction);
}

std::string as_count(double count) {
  if (count < 999.5) return fmt::format("{:.4g}", count);
  std::string text = fmt::format("{:.0f}", count);
  for (std::size_t digits = 3; digits < text.size(); digits += 4) text.insert(text.size() - digits, ",");
  return text;
}

}  // namespace portsim
