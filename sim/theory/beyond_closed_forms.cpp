#include "sim/theory/beyond_closed_forms.hpp"

#include <algorithm>
#include <set>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/evenly_spaced.hpp"
#include "models/analytic/poisson.hpp"
#include "models/vocabulary/overloaded.hpp"

#include "sim/host/port_draw.hpp"
#include "sim/scenario/workload_bounds.hpp"
#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/cached_users.hpp"
#include "sim/theory/law_conditions.hpp"

namespace portsim {

namespace {

constexpr std::int64_t certain_max = std::int64_t{1} << 60;  // more than any limit

// How many connections of a workload are in the same stage at once: for certain at most so many, and a
// Poisson number with this mean on top.
struct AtOnce {
  std::int64_t certain = 0;
  double random = 0;

  void operator+=(const AtOnce& other) {
    certain = std::min(certain, certain_max) + std::min(other.certain, certain_max);
    random += other.random;
  }
};

AtOnce at_once(const OpenClient& client, const HoldingTimeSpec& holds, Duration stage) {
  const std::optional<Rate> rate = constant_rate(client);
  if (rate && client.arrivals.process == ArrivalProcess::constant && is_constant(holds))
    return {.certain = attempts_within(stage, *rate)};
  if (client.arrivals.process == ArrivalProcess::bursts) {
    const Rate bursts = client.arrivals.phases.front().rate;
    return {.certain = bursts.events * (stage / bursts.per + 1)};
  }
  double busiest = 0;
  for (const RatePhase& phase : client.arrivals.phases)
    busiest = std::max({busiest, phase.rate.per_second(), phase.to.per_second()});
  return {.random = busiest * in_seconds(stage)};
}

AtOnce at_once(const Workload& workload, const Scenario& scenario, Duration stage) {
  return std::visit(
      overloaded{[&](const OpenClient& client) { return at_once(client, workload.holds, stage); },
                 [&](const MailboxCacheClient& client) {
                   double opens = 0;
                   for (const ServiceShare& part : workload.connects_to)
                     opens +=
                         part.share.value() *
                         cached_users(client, workload, scenario.services[part.service]).opens_per_second;
                   return AtOnce{.random = opens * in_seconds(stage)};
                 },
                 [&](const ClosedClient& client) {
                   return AtOnce{.certain = client.users};  // at most
                 },
                 [&](const PoolClient& client) {
                   return AtOnce{.random = client.request_rate.per_second() * in_seconds(stage)};  // at most
                 },
                 [&](const TraceClient& client) {
                   return AtOnce{.certain = static_cast<std::int64_t>(client.rows->size())};  // at most
                 }},
      workload.client);
}

// Whether all workloads of the host together may have more connections in a stage than `limit`. `stage_of` is
// how long that takes a workload's connection.
template <class StageOf>
bool may_exceed(std::int64_t limit, const Host& host, const Scenario& scenario, StageOf stage_of) {
  AtOnce all;
  for (const Workload& workload : scenario.workloads) {
    if (&scenario.hosts[workload.host] == &host) all += at_once(workload, scenario, stage_of(workload));
  }
  if (all.certain > limit) return true;
  constexpr double negligible = 1e-6;
  return all.random > 0 && poisson_tail(limit - all.certain, all.random) > negligible;
}

// An attempt waits that finds `limit` others under way.
bool may_wait(std::int64_t limit, const Host& host, const Scenario& scenario) {
  return may_exceed(limit, host, scenario,
                    [&](const Workload& workload) { return longest_round_trip(workload, scenario); });
}

bool enters_time_wait(const PoolDemand& pool) {
  return std::any_of(pool.destinations.begin(), pool.destinations.end(), [](const auto& destination) {
    return std::any_of(destination.workloads.begin(), destination.workloads.end(),
                       [](const auto& demand) { return demand.besides_hold.after > Duration::zero(); });
  });
}

// At most: a port towards each of its destinations, from each of its addresses. A port that bind() names may
// lie outside the range.
std::int64_t four_tuples_of(const Host& host, const Scenario& scenario) {
  std::set<std::size_t> services;
  std::int64_t workloads = 0;
  for (const Workload& workload : scenario.workloads) {
    if (&scenario.hosts[workload.host] != &host) continue;
    ++workloads;
    for (const ServiceShare& part : workload.connects_to) services.insert(part.service);
  }
  return (host.behaviour.ephemeral.size() + workloads) * static_cast<std::int64_t>(host.addresses.size()) *
         static_cast<std::int64_t>(services.size());
}

bool agree_on_time_wait(const PoolDemand& pool) {
  return std::all_of(pool.destinations.begin(), pool.destinations.end(), [&](const auto& destination) {
    return std::all_of(destination.workloads.begin(), destination.workloads.end(), [&](const auto& demand) {
      return demand.ignores_time_wait == pool.rules.ignores_time_wait;
    });
  });
}

// The oldest leaves TIME_WAIT when there are more, or no more enter it.
std::optional<std::int64_t> time_wait_limit(const Host& host) {
  return host.behaviour.time_wait_cap ? host.behaviour.time_wait_cap : host.behaviour.time_wait_buckets;
}

std::string words_of_time_wait_limit(const HostBehaviour& host) {
  if (host.time_wait_cap)
    return fmt::format("When there are more than {} connections in TIME_WAIT the oldest leaves it early.",
                       as_count(static_cast<double>(*host.time_wait_cap)));
  return fmt::format("When there are {} connections in TIME_WAIT no more enter it.",
                     as_count(static_cast<double>(*host.time_wait_buckets)));
}

// What keeps some ports from some of the pool's clients.
std::optional<std::string> why_ports_differ(const PoolDemand& pool, const Scenario& scenario) {
  for (const DestinationDemand& destination : pool.destinations) {
    for (const WorkloadDemand& demand : destination.workloads) {
      if (!demand.service->listens)
        return fmt::format("Nothing listens at {}: its connects are refused.", demand.service->name);
      if (demand.workload->port_range) return "Some of its sockets have a range of their own.";
    }
  }
  const auto host = static_cast<HostIndex>(pool.host - scenario.hosts.data());
  if (needs_buckets(host, scenario)) return "bind() and connect() keep ports of its host from each other.";
  return std::nullopt;
}

}  // namespace

bool may_leave_time_wait_early(const PoolDemand& pool, const Scenario& scenario) {
  const auto cap = time_wait_limit(*pool.host);
  return cap && enters_time_wait(pool) && four_tuples_of(*pool.host, scenario) > *cap &&
         may_exceed(*cap, *pool.host, scenario, [&](const Workload& workload) {
           return may_enter_time_wait(workload) ? pool.host->behaviour.time_wait : Duration::zero();
         });
}

bool comes_to_endless_time_wait(const PoolDemand& pool, const Scenario& scenario) {
  const auto& last_end = pool.host->behaviour.last_time_wait_end;
  return last_end && enters_time_wait(pool) && pool.host->uptime + scenario.duration > *last_end;
}

std::optional<std::string> why_beyond_closed_forms(const PoolDemand& pool, const Scenario& scenario) {
  const Host& host = *pool.host;
  const HostBehaviour& behaviour = host.behaviour;
  if (!scenario.timeline.empty()) return "The scenario changes during the run.";
  if (host.occupied.ports > 0 && host.occupied.until < scenario.duration)
    return "Others hold ports at first, and no longer.";
  if (pool.selections.size() > 1) return "Its clients select their ports in different ways.";
  if (!agree_on_time_wait(pool))
    return "TIME_WAIT is lifted for some of its sockets (SO_REUSEADDR) and not for others.";
  if (behaviour.half_open_limit && may_wait(*behaviour.half_open_limit, host, scenario))
    return fmt::format("The host lets {} connects be under way at once, and further ones may have to wait.",
                       as_count(static_cast<double>(*behaviour.half_open_limit)));
  if (may_leave_time_wait_early(pool, scenario)) return words_of_time_wait_limit(behaviour);
  if (comes_to_endless_time_wait(pool, scenario))
    return fmt::format("From an uptime of {:.4g} days on no TIME_WAIT ends, and this run goes beyond it.",
                       in_seconds(*behaviour.last_time_wait_end) / 86'400);
  return why_ports_differ(pool, scenario);
}

}  // namespace portsim
