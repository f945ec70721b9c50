// The pools of a replication that runs, and what an operator or a limit does to ports that connections hold:
// they are given up before their time, or move with a setting that changes the range. The observer hears of
// every port.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/bind_buckets.hpp"
#include "sim/host/host_limits.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/pool_transfer.hpp"
#include "sim/host/running_host.hpp"
#include "sim/host/time_wait_census.hpp"

namespace portsim {

// The plan and the observer must outlive it.
template <class Pool, class Observer>
class RunningPools {
 public:
  RunningPools(const PortPlan& plan, Observer& observer)
      : plan_{plan}, observer_{observer}, census_{plan, observer} {
    pools_.reserve(plan.pools.size());
    for (const PlannedPool& planned : plan.pools) pools_.push_back(empty_pool(planned));
    for (const PlannedBuckets& planned : plan.buckets) buckets_.emplace_back(planned);
  }

  // As they are now, with an observer of their own.
  RunningPools(const RunningPools& other, Observer& observer)
      : plan_{other.plan_},
        observer_{observer},
        pools_{other.pools_},
        buckets_{other.buckets_},
        census_{other.census_, observer} {}
  RunningPools(const RunningPools&) = delete;
  RunningPools& operator=(const RunningPools&) = delete;

  Pool& operator[](PoolIndex pool) { return pools_[pool]; }
  const Pool& operator[](PoolIndex pool) const { return pools_[pool]; }
  std::size_t size() const { return pools_.size(); }
  TimeWaitCensus<Observer>& census() { return census_; }

  // What an attempt will need of the pool, before long.
  [[gnu::always_inline]] void prefetch(PoolIndex pool) const {
    pools_[pool].prefetch();
    census_.prefetch(pool);
  }

  // The host's table for the pool; nullptr: bind() and connect() do not meet there.
  BindBuckets* buckets_of(PoolIndex pool) {
    if (buckets_.empty()) return nullptr;  // mostly: the plan of the pool is not looked at
    const auto& place = plan_.pools[pool].buckets;
    return place ? &buckets_[place->table] : nullptr;
  }

  std::uint32_t place_of(PoolIndex pool) const { return plan_.pools[pool].buckets->place; }

  // A connection takes a usable port, or keeps the one that it has for longer; until when the port is held.
  HeldUntil hold(const Route& route, const Path& path, PortOffset port, const PortClaim& claim, SimTime now) {
    const HeldUntil until = pools_[path.pool].hold(path.destination, port, claim);
    if (BindBuckets* buckets = buckets_of(path.pool))
      buckets->add({.place = plan_.pools[path.pool].buckets->place,
                    .port = port,
                    .has_bound = route.draws_at_bind,
                    .shares = route.looks_in_lower_half_first,
                    .forgotten = claim.forgotten},
                   now);
    return until;
  }

  // A live connection ends before it was to.
  HeldUntil shorten(const Path& path, PortOffset port, const PortClaim& claim) {
    const HeldUntil until = pools_[path.pool].shorten(path.destination, port, claim);
    forget(path.pool, port, claim.forgotten);
    return until;
  }

  // A connection enters TIME_WAIT as its host counts them, where it still is that connection. If there are
  // too many of them, one leaves it now: this one, or the oldest under the cap.
  void enter_time_wait(const TimeWaitEntry& entry, std::vector<RunningHost>& hosts, SimTime now) {
    if (!has(entry) || is_live(entry, now)) return;
    if (census_.has_limit(entry.host)) {
      const bool has_room = census_.add(entry.pool, entry.port, {now, entry.counted_until}, now);
      if (!has_room) end_time_wait(entry, now);
    }
    std::optional<TimeWaitCap>& cap = hosts[entry.host].time_wait_cap;
    if (!cap) return;
    const auto leaves = cap->enter(entry, now);
    if (leaves && has(*leaves)) end_time_wait(*leaves, now);
  }

  // Others hold the lowest ports that the host hands out, from the beginning on.
  void occupy(HostIndex host, const PortSet& handed_out, const OccupiedAtStart& occupied) {
    if (occupied.ports == 0) return;
    const SimTime until = SimTime{} + occupied.until;
    for (PoolIndex index = 0; index < pools_.size(); ++index) {
      if (plan_.pools[index].host != host) continue;
      for (PortOffset n = 0; n < occupied.ports; ++n) {
        const auto port = plan_.pools[index].ports().offset_of(handed_out.at(n));
        if (port) occupy(index, *port, until, SimTime{});
      }
    }
  }

  bool has(const TimeWaitEntry& entry) const {
    return pools_[entry.pool].four_tuple_until(entry.destination, entry.port) == entry.until;
  }

  // The connection has been kept for longer, and will enter TIME_WAIT another time.
  bool is_live(const TimeWaitEntry& entry, SimTime now) const {
    return pools_[entry.pool].held_until(entry.port).bound > now;
  }

  void end_time_wait(const TimeWaitEntry& entry, SimTime now) {
    observer_.time_wait_ended({entry.pool, entry.destination, entry.port}, now);
    if (entry.until > now) end_early(entry, now);
  }

  void end_early(const TimeWaitEntry& entry, SimTime now) {
    Pool& pool = pools_[entry.pool];
    const HeldUntil before = pool.held_until(entry.port);
    const HeldUntil after = pool.release(entry.destination, entry.port, now);
    forget(entry.pool, entry.port, now);
    const SimTime bound = std::max(before.bound, now);
    observer_.given_up(entry.pool, {.bound_from = bound,
                                    .bound_until = bound,
                                    .in_use_from = after.clear,
                                    .in_use_until = before.clear,
                                    .continues = true});
  }

  // Others than the scenario's clients take the port until then.
  void occupy(PoolIndex index, PortOffset port, SimTime until, SimTime now) {
    const HeldUntil before = pools_[index].held_until(port);
    pools_[index].occupy(port, until);
    if (BindBuckets* buckets = buckets_of(index))
      buckets->add({.place = place_of(index), .port = port, .has_bound = true, .forgotten = until}, now);
    tell_held(index, before, pools_[index].held_until(port), now);
  }

  // A host's connections are cut, and nothing stays in TIME_WAIT.
  void cut(HostIndex host, SimTime now) {
    for (PoolIndex index = 0; index < pools_.size(); ++index) {
      const PlannedPool& planned = plan_.pools[index];
      if (planned.host != host) continue;
      for (PortOffset port = 0; port < planned.shape.ports && planned.counts_time_wait; ++port)
        census_.take_back(index, port, std::max(now, pools_[index].held_until(port).bound), now);
      empty(index, now);
      if (planned.buckets)
        buckets_[planned.buckets->table] = BindBuckets{plan_.buckets[planned.buckets->table]};
    }
  }

  void empty(PoolIndex index, SimTime now) {
    const PoolShape& shape = plan_.pools[index].shape;
    for (PortOffset port = 0; port < shape.ports; ++port) {
      const HeldUntil held = pools_[index].held_until(port);
      if (held.clear <= now || plan_.pools[index].is_reserved(port)) continue;
      observer_.given_up(index, {.bound_from = now,
                                 .bound_until = std::max(held.bound, now),
                                 .in_use_from = now,
                                 .in_use_until = held.clear,
                                 .continues = true});
    }
    pools_[index] = empty_pool(plan_.pools[index]);
  }

  // Epochs by their index in the plan. Connections keep their ports.
  void move(const std::vector<PoolTransfer>& transfers, std::size_t left, std::size_t entered, SimTime now) {
    for (const PoolTransfer& transfer : transfers) copy_ports(transfer, now);
    for (const PoolIndex pool : pools_left(plan_, left, entered)) {
      empty(pool, now);
      census_.forget(pool);
    }
  }

 private:
  // The host knows the client's end of a connection no longer than until then.
  void forget(PoolIndex pool, PortOffset port, SimTime until) {
    BindBuckets* buckets = buckets_of(pool);
    if (!buckets) return;
    const auto [table, place] = *plan_.pools[pool].buckets;
    const SimTime closed = buckets->shorten({.place = place, .port = port, .forgotten = until});
    for (const PoolIndex each : plan_.buckets[table].pools) pools_[each].closed_brought_forward(port, closed);
  }

  // A four-tuple's port is another pool's from now on.
  void move_bucket(PoolIndex from, PortOffset port, PoolIndex to, PortOffset place, SimTime now) {
    BindBuckets* before = buckets_of(from);
    BindBuckets* after = buckets_of(to);
    if (!before || !after) return;
    after->take_over(*before, plan_.pools[from].buckets->place, port, plan_.pools[to].buckets->place, place,
                     now);
  }

  // Reserved ports are as if others held them for ever, and nobody hears of them.
  static Pool empty_pool(const PlannedPool& planned) {
    Pool pool{planned.shape};
    for (const PortRange& range : planned.reserved())
      for (PortOffset n = 0; n < range.size(); ++n)
        if (const auto port = planned.ports().offset_of(range.at(n))) pool.occupy(*port, SimTime::never());
    return pool;
  }

  void copy_ports(const PoolTransfer& transfer, SimTime now) {
    const Pool& source = pools_[transfer.from];
    for (PortOffset port = 0; port < plan_.pools[transfer.from].shape.ports; ++port) {
      if (source.held_until(port).clear <= now) continue;
      const PortOffset place = offset_after(plan_, transfer.from, transfer.to, port);
      if (place == port_elsewhere || plan_.pools[transfer.from].is_reserved(port) ||
          plan_.pools[transfer.to].is_reserved(place))
        continue;
      const SimTime occupied = source.occupied_until(port);
      if (occupied > now) occupy(transfer.to, place, occupied, now);
      census_.move(transfer.from, port, transfer.to, place, now);
      move_bucket(transfer.from, port, transfer.to, place, now);
      for (const auto& [from, to] : transfer.destinations) {
        const HeldUntil held = source.four_tuple_held_until(from, port);
        if (held.clear > std::max(occupied, now)) add(transfer.to, to, place, held, now);
      }
    }
  }

  void add(PoolIndex index, DestinationIndex destination, PortOffset port, const HeldUntil& until,
           SimTime now) {
    const HeldUntil before = pools_[index].held_until(port);
    tell_held(index, before, pools_[index].take_over(destination, port, until), now);
  }

  void tell_held(PoolIndex index, const HeldUntil& before, const HeldUntil& after, SimTime now) {
    observer_.held(index, {.bound_from = std::max(before.bound, now),
                           .bound_until = after.bound,
                           .in_use_from = std::max(before.clear, now),
                           .in_use_until = after.clear,
                           .continues = before.clear > now});
  }

  const PortPlan& plan_;
  Observer& observer_;
  std::vector<Pool> pools_;
  std::vector<BindBuckets> buckets_;
  TimeWaitCensus<Observer> census_;
};

}  // namespace portsim
