#include "sim/theory/headroom.hpp"

#include <algorithm>
#include <limits>
#include <variant>

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/beyond_closed_forms.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// From `from` to the end of this scenario, in which nothing changes.
struct Part {
  Scenario scenario;
  Duration from;
};

// A host that restarts has its uptime from then on.
Part part_of(const Scenario& scenario, const Scenario& without_timeline, std::size_t epoch) {
  Part part{without_timeline, scenario.begin_of(epoch)};
  part.scenario.duration = scenario.end_of(epoch);
  part.scenario.hosts = scenario.hosts_in(epoch);
  part.scenario.workloads = scenario.workloads_in(epoch);
  for (std::size_t step = 0; step < epoch; ++step) {
    const TimelineStep& done = scenario.timeline[step];
    if (done.restarts_host) part.scenario.hosts[*done.cuts].uptime = -done.at;
  }
  return part;
}

// What the pool must have of each port at least. Every port has a four-tuple towards each destination, but a
// host that does not look for it needs a port for each connection.
template <class Quantity>
double needed(const PoolDemand& pool, Quantity quantity) {
  const bool looks_for_four_tuples = tries_every_port(pool) || hands_out_closing_ports(pool);
  double sum = 0;
  double busiest = 0;
  for (const DestinationDemand& destination : pool.destinations) {
    sum += quantity(destination);
    busiest = std::max(busiest, quantity(destination));
  }
  return looks_for_four_tuples ? busiest : sum;
}

bool is_never_closed(const WorkloadDemand& demand) {
  return std::holds_alternative<HoldForever>(demand.workload->holds);
}

// Not the users of a mailbox cache whose connection is in use for ever, and so serves for ever, or who reach
// their limit.
bool opens_for_ever(const WorkloadDemand& demand) {
  if (std::holds_alternative<ClosedClient>(demand.workload->client)) return false;
  const auto* users = std::get_if<MailboxCacheClient>(&demand.workload->client);
  return !users || (users->expires == CacheExpiry::since_open && !users->connection_limit);
}

ActiveSpan active_span_of(const WorkloadDemand& demand, const Part& part) {
  const auto* client = std::get_if<OpenClient>(&demand.workload->client);
  if (!client) return {part.from, part.scenario.duration};
  const ActiveSpan active = active_span(*demand.workload, *client, part.scenario);
  return {std::max(active.from, part.from), active.until};
}

// Attempts per second while there are any.
double rate_while_active(const WorkloadDemand& demand, const Part& part) {
  const ActiveSpan active = active_span_of(demand, part);
  return demand.rate * in_seconds(part.scenario.duration - part.from) /
         in_seconds(active.until - active.from);
}

// What a pool, or a limit of a host, lets through.
struct Passage {
  Bottleneck bottleneck;
  double factor;             // how many times the offered rate it carries, in the same proportions
  bool is_decisive = false;  // within this part of the run
  double limit = 0;          // connects under way, where that is it
  double draining_rate = 0;  // where something is endless
  double ports_last = 0;
  bool is_draining_at_end = false;

  bool is_narrower_than(const Passage& other) const {
    if (is_decisive != other.is_decisive) return is_decisive;
    return factor != other.factor ? factor < other.factor : ports_last < other.ports_last;
  }
};

Passage drained(const PoolDemand& pool, const Part& part, Bottleneck bottleneck, double rate,
                bool is_draining_at_end) {
  return {.bottleneck = bottleneck,
          .factor = 0,
          .is_decisive = pool.ports / rate <= in_seconds(part.scenario.duration - part.from),
          .draining_rate = rate,
          .ports_last = pool.ports / rate,
          .is_draining_at_end = is_draining_at_end};
}

// A live port is closed to every destination. Where no more come, what the rest may use is not known.
Passage drained_by_open_connections(const PoolDemand& pool, const Part& part) {
  double rate = 0;
  bool goes_on = false;
  for (const DestinationDemand& destination : pool.destinations) {
    for (const WorkloadDemand& demand : destination.workloads) {
      if (!is_never_closed(demand) || !opens_for_ever(demand)) continue;
      rate += rate_while_active(demand, part);
      goes_on |= active_span_of(demand, part).until == part.scenario.duration;
    }
  }
  if (rate == 0) return {Bottleneck::unknown, infinity};
  return drained(pool, part, Bottleneck::endless_connections, rate, goes_on);
}

template <class Condition>
bool has_client(const PoolDemand& pool, Condition condition) {
  for (const DestinationDemand& destination : pool.destinations)
    for (const WorkloadDemand& demand : destination.workloads)
      if (condition(demand.workload->client)) return true;
  return false;
}

// A pool opens no more than its requests need, and how much less is not known beforehand.
bool has_unknown_rate(const PoolDemand& pool) {
  return has_client(pool,
                    [](const ClientSpec& client) { return std::holds_alternative<PoolClient>(client); });
}

// A burst may fail though on average there is room.
bool has_bursts(const PoolDemand& pool) {
  return has_client(pool, [](const ClientSpec& client) {
    const auto* open = std::get_if<OpenClient>(&client);
    return std::holds_alternative<TraceClient>(client) ||
           (open && open->arrivals.process == ArrivalProcess::bursts);
  });
}

// In ports, of the connections that are closed some time.
double load_that_ends(const DestinationDemand& destination) {
  double load = 0;
  for (const WorkloadDemand& demand : destination.workloads)
    if (!is_never_closed(demand)) load += demand.rate * demand.lease_mean;
  return load;
}

Passage through(const PoolDemand& pool, const Part& part) {
  if (pool.ports == 0)
    return {.bottleneck = Bottleneck::no_ports, .factor = 0, .is_decisive = true, .is_draining_at_end = true};
  if (has_unknown_rate(pool)) return {Bottleneck::unknown, infinity};
  const double load = needed(pool, load_that_ends);
  const double factor = load > 0 ? pool.ports / load : infinity;
  if (!every_connection_ends(pool) && factor >= 1) return drained_by_open_connections(pool, part);
  if (may_leave_time_wait_early(pool, part.scenario) || (has_bursts(pool) && factor >= 1))
    return {Bottleneck::unknown, factor};
  if (!comes_to_endless_time_wait(pool, part.scenario)) return {Bottleneck::ports, factor, factor < 1};
  const double rate = needed(pool, [](const auto& destination) { return destination.rate(); });
  return drained(pool, part, Bottleneck::endless_time_wait, rate, true);
}

// While a connect waits for its turn it holds its port, so that what comes too fast for the limit takes more
// and more ports.
Passage through_half_open_limit(const Host& host, const std::vector<PoolDemand>& pools) {
  double under_way = 0;
  for (const PoolDemand& pool : pools) {
    if (pool.host != &host) continue;
    for (const DestinationDemand& destination : pool.destinations)
      for (const WorkloadDemand& demand : destination.workloads)
        under_way += demand.rate * in_seconds(demand.service->round_trip);
  }
  const auto limit = static_cast<double>(*host.behaviour.half_open_limit);
  const double factor = under_way > 0 ? limit / under_way : infinity;
  return {Bottleneck::half_open_limit, factor, factor < 1, limit};
}

Passage narrowest(const Part& part, const std::vector<PoolDemand>& pools) {
  Passage narrowest = through(pools.front(), part);
  const auto compare = [&](const Passage& other) {
    if (other.is_narrower_than(narrowest)) narrowest = other;
  };
  for (const PoolDemand& pool : pools) compare(through(pool, part));
  for (const Host& host : part.scenario.hosts)
    if (host.behaviour.half_open_limit) compare(through_half_open_limit(host, pools));
  return narrowest;
}

bool may_fail_later(const Passage& passage, const Headroom& headroom) {
  if (passage.factor == 0) return passage.is_draining_at_end;
  constexpr double rounding = 1 + 1e-9;
  return headroom.sustainable_rate && headroom.offered_rate_max > *headroom.sustainable_rate * rounding;
}

Headroom headroom_in(const Part& part, const std::vector<PoolDemand>& pools) {
  const Passage passage = narrowest(part, pools);
  Headroom headroom{.from = part.from,
                    .until = part.scenario.duration,
                    .bottleneck = passage.bottleneck,
                    .offered_rate_max = rate_max(part.scenario, part.from),
                    .sustainable_rate = std::nullopt,
                    .pools = pools.size(),
                    .limit = passage.limit,
                    .draining_rate = passage.draining_rate,
                    .ports_last = passage.ports_last};
  for (const PoolDemand& pool : pools) {
    headroom.offered_rate += pool.rate();
    if (passage.bottleneck != Bottleneck::half_open_limit) headroom.limit += pool.ports;
  }
  if (passage.bottleneck != Bottleneck::unknown)
    headroom.sustainable_rate = passage.factor * headroom.offered_rate;
  headroom.may_fail_later = may_fail_later(passage, headroom);
  return headroom;
}

}  // namespace

std::vector<Headroom> headroom_of(const Scenario& scenario) {
  // A step of the timeline keeps all hosts and workloads: no part is to copy them.
  Scenario without_timeline = scenario;
  without_timeline.timeline.clear();
  std::vector<Headroom> parts;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    if (scenario.begin_of(epoch) == scenario.end_of(epoch)) continue;
    const Part part = part_of(scenario, without_timeline, epoch);
    const std::vector<PoolDemand> pools = pool_demands(part.scenario, part.from);
    if (!pools.empty()) parts.push_back(headroom_in(part, pools));
  }
  return parts;
}

}  // namespace portsim
