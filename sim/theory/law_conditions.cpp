#include "sim/theory/law_conditions.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/theory/attempt_rates.hpp"

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

// A port that no live connection holds can be used.
bool is_free_when_not_live(const PoolDemand& pool) {
  return all_workloads(pool,
                       [](const WorkloadDemand& demand) { return demand.lease_mean == demand.live_mean; });
}

// nullptr: the pool's workloads select in different ways, or in another.
template <class Spec>
const Spec* selection_of(const PoolDemand& pool) {
  return pool.selections.size() == 1 ? std::get_if<Spec>(&pool.selections.front()) : nullptr;
}

bool goes_by_parity(const PoolDemand& pool) {
  const auto* connect = selection_of<LinuxConnectSpec>(pool);
  return (connect && connect->passes_by_parity) || selection_of<LinuxBindSpec>(pool);
}

// linux_parity.hpp: an attempt passes over one port of a range of odd size.
bool misses_a_port(const PoolDemand& pool) {
  const PortCount searched = pool.host->behaviour.ports().size();
  return goes_by_parity(pool) && searched > 1 && searched % 2 == 1;
}

}  // namespace

bool is_constant(const HoldingTimeSpec& holds) {
  return std::holds_alternative<ConstantHold>(holds) || std::holds_alternative<HoldForever>(holds);
}

bool is_steady(const PoolDemand& pool, const Scenario& scenario) {
  return all_workloads(pool, [&](const WorkloadDemand& demand) {
    const auto* client = std::get_if<OpenClient>(&demand.workload->client);
    if (!client || !constant_rate(*client)) return false;
    const ActiveSpan active = active_span(*demand.workload, *client, scenario);
    return active.from == Duration::zero() && active.until == scenario.duration;
  });
}

bool is_steady_poisson(const PoolDemand& pool, const Scenario& scenario) {
  return is_steady(pool, scenario) && all_workloads(pool, [](const WorkloadDemand& demand) {
           const auto& client = std::get<OpenClient>(demand.workload->client);
           return client.arrivals.process == ArrivalProcess::poisson;
         });
}

bool is_alone_and_evenly_spaced(const PoolDemand& pool) {
  const WorkloadDemand* demand = pool.only_workload();
  if (!demand || demand->is_drawn() || !is_constant(demand->workload->holds)) return false;
  const auto* client = std::get_if<OpenClient>(&demand->workload->client);
  return client && client->arrivals.process == ArrivalProcess::constant && constant_rate(*client);
}

bool every_connection_ends(const PoolDemand& pool) {
  return all_workloads(pool, [](const WorkloadDemand& demand) {
    return !std::holds_alternative<HoldForever>(demand.workload->holds);
  });
}

bool retries(const PoolDemand& pool) {
  return !all_workloads(pool, [](const WorkloadDemand& demand) { return !demand.workload->retry; });
}

bool takes_turns(const PoolDemand& pool) {
  return !all_workloads(pool, [](const WorkloadDemand& demand) { return demand.turns == 1; });
}

// A cursor that stays where it failed waits for the port that was handed out first. With one workload and a
// constant lease that is the first to come back: while it is taken, all are. Who binds first cannot look for
// a port by its destination.
bool tries_every_port(const PoolDemand& pool) {
  if (const auto* naive = selection_of<SeqNaiveSpec>(pool)) {
    const bool stays = !naive->failed_connect_advances_cursor;
    return is_free_when_not_live(pool) || (stays && pool.only_workload() && has_constant_leases(pool));
  }
  if (selection_of<SeqClosingSpec>(pool)) return is_free_when_not_live(pool);
  if (selection_of<SeqSmartSpec>(pool)) return !pool.rules.binds_first || pool.destinations.size() == 1;
  return finds_clear_ports(pool);
}

bool finds_clear_ports(const PoolDemand& pool) {
  if (selection_of<SeqSmartSpec>(pool) || selection_of<FixedPortSpec>(pool)) return true;
  // Who binds first takes any port that no live socket holds.
  if (pool.rules.binds_first && !is_free_when_not_live(pool)) return false;
  const bool looks_at_all = selection_of<RandomStartSpec>(pool) || selection_of<HashOffsetSpec>(pool) ||
                            selection_of<DoubleHashSpec>(pool) || selection_of<FreeBsdSpec>(pool);
  return looks_at_all ||
         (goes_by_parity(pool) ? !misses_a_port(pool) : selection_of<LinuxConnectSpec>(pool) != nullptr);
}

const char* why_ports_are_missed(const PoolDemand& pool) {
  if (selection_of<RandomPickSpec>(pool))
    return "Ports are picked at random as often as there are ports, and the last free ones may be missed: "
           "with "
           "u of n in use an attempt fails with probability (u/n)^n.";
  if (selection_of<RandomIncrementsSpec>(pool))
    return "The cursor goes on by random steps and may come back to a port before it has seen them all, so "
           "that "
           "free ones are missed.";
  if (misses_a_port(pool))
    return "The range is of odd size: one attempt looks at all its ports but one, and fails if only that is "
           "free.";
  return nullptr;
}

bool picks_one_at_random(const PoolDemand& pool) {
  return selection_of<RandomOnceSpec>(pool);
}

bool has_moving_cursor(const PoolDemand& pool) {
  return selection_of<SeqNaiveSpec>(pool) && !tries_every_port(pool);
}

const SeqClosingSpec* hands_out_closing_ports(const PoolDemand& pool) {
  return tries_every_port(pool) ? nullptr : selection_of<SeqClosingSpec>(pool);
}

bool destinations_compete(const PoolDemand& pool) {
  return pool.destinations.size() > 1 && pool.live_load() > 0;
}

std::string as_percent(double fraction) {
  const double number = 100 * fraction;
  return number > 0 && number < 1e-6 ? "under 0.000001 %" : fmt::format("{:.4g} %", number);
}

std::string as_count(double count) {
  if (count < 999.5) return fmt::format("{:.4g}", count);
  std::string text = fmt::format("{:.0f}", count);
  for (std::size_t digits = 3; digits < text.size(); digits += 4) text.insert(text.size() - digits, ",");
  return text;
}

std::string as_seconds(double seconds) {
  if (seconds >= 3600) return as_count(seconds / 3600) + " h";
  if (seconds >= 1 || seconds <= 0) return as_count(seconds) + " s";
  if (seconds >= 1e-3) return as_count(seconds * 1e3) + " ms";
  return seconds >= 1e-6 ? as_count(seconds * 1e6) + " us" : as_count(seconds * 1e9) + " ns";
}

}  // namespace portsim
