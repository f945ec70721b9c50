#include "sim/theory/headroom.hpp"

#include <algorithm>
#include <limits>
#include <set>
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
  MeasuredWorkloads measured;
};

// A host that restarts has its uptime from then on. What others held is cut like everything else.
Part part_of(const Scenario& scenario, const Scenario& without_timeline, std::size_t epoch, Duration from,
             Duration until) {
  Part part{without_timeline, from, {}};
  part.scenario.duration = until;
  part.scenario.hosts = scenario.hosts_in(epoch);
  part.scenario.workloads = scenario.workloads_in(epoch);
  for (std::size_t step = 0; step < epoch; ++step) {
    const TimelineStep& done = scenario.timeline[step];
    if (done.cuts) part.scenario.hosts[*done.cuts].occupied = {};
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
bool has_unknown_rate(const PoolDemand& pool, const Part& part) {
  for (const DestinationDemand& destination : pool.destinations)
    for (const WorkloadDemand& demand : destination.workloads)
      if (std::holds_alternative<PoolClient>(demand.workload->client) &&
          !measured_of(demand, part.scenario, part.measured))
        return true;
  return false;
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
  if (has_unknown_rate(pool, part)) return {Bottleneck::unknown, infinity};
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

// A pool that others leave few ports, from an empty start: as long as none of its own comes back.
double occupied_ports_last(const Part& part, const std::vector<PoolDemand>& pools, const Headroom& headroom) {
  const bool is_constant = headroom.offered_rate_max <= headroom.offered_rate * (1 + 1e-9);
  if (part.from > Duration::zero() || pools.size() > 1 || headroom.occupied == 0 || !is_constant ||
      headroom.is_measured || pools.front().destinations.size() > 1)
    return 0;
  if (!tries_every_port(pools.front()) && !finds_clear_ports(pools.front())) return 0;
  const double lasts = pools.front().ports / headroom.offered_rate;
  for (const WorkloadDemand& demand : pools.front().destinations.front().workloads)
    if (!std::holds_alternative<OpenClient>(demand.workload->client) || demand.lease.constant < lasts)
      return 0;
  return lasts;
}

// Of pools only the average is known.
void describe_measured(Headroom& headroom, const Part& part) {
  const MeasuredConnects measured = sum_of(part.measured);
  headroom.is_measured = measured.all > 0;
  if (!headroom.is_measured) return;
  headroom.offered_rate_max = headroom.offered_rate;
  headroom.retries_fraction = measured.retries / measured.all;
  headroom.flushed_fraction = measured.flushed / measured.all;
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
    headroom.occupied += pool.occupied;
    if (passage.bottleneck != Bottleneck::half_open_limit) headroom.limit += pool.ports;
  }
  describe_measured(headroom, part);
  if (passage.bottleneck == Bottleneck::ports && passage.factor < 1)
    headroom.ports_last = occupied_ports_last(part, pools, headroom);
  if (passage.bottleneck != Bottleneck::unknown)
    headroom.sustainable_rate = passage.factor * headroom.offered_rate;
  headroom.may_fail_later = may_fail_later(passage, headroom);
  return headroom;
}

// When ports come free that others held, and the end of the epoch. None of an epoch that takes no time.
std::set<Duration> ends_of_parts(const Scenario& scenario, std::size_t epoch) {
  const Duration begin = scenario.begin_of(epoch);
  const Duration end = scenario.end_of(epoch);
  if (begin == end) return {};
  std::set<Duration> ends{end};
  for (const Host& host : scenario.hosts_in(epoch)) {
    const Duration freed = host.occupied.until;
    if (host.occupied.ports > 0 && begin < freed && freed < end) ends.insert(freed);
  }
  return ends;
}

}  // namespace

std::vector<Headroom> headroom_of(const Scenario& scenario, const MeasuredEpochs& measured) {
  // A step of the timeline keeps all hosts and workloads: no part is to copy them.
  Scenario without_timeline = scenario;
  without_timeline.timeline.clear();
  std::vector<Headroom> parts;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    Duration from = scenario.begin_of(epoch);
    for (const Duration until : ends_of_parts(scenario, epoch)) {
      Part part = part_of(scenario, without_timeline, epoch, from, until);
      if (epoch < measured.size()) part.measured = of_pools(measured[epoch], part.scenario);
      std::vector<PoolDemand> pools = pool_demands(part.scenario, part.from);
      apply(part.measured, part.scenario, pools);
      if (!pools.empty()) parts.push_back(headroom_in(part, pools));
      from = until;
    }
  }
  return parts;
}

}  // namespace portsim
