// The pools of a replication that runs, and what an operator or a limit does to ports that connections hold:
// they are given up before their time, or move with a setting that changes the range. The observer hears of
// every port.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/host_limits.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/pool_transfer.hpp"

namespace portsim {

// The plan and the observer must outlive it.
template <class Pool, class Observer>
class RunningPools {
 public:
  RunningPools(const PortPlan& plan, Observer& observer) : plan_{plan}, observer_{observer} {
    for (const PlannedPool& planned : plan.pools) pools_.push_back(empty_pool(planned));
  }

  // As they are now, with an observer of their own.
  RunningPools(const RunningPools& other, Observer& observer)
      : plan_{other.plan_}, observer_{observer}, pools_{other.pools_} {}
  RunningPools(const RunningPools&) = delete;
  RunningPools& operator=(const RunningPools&) = delete;

  Pool& operator[](PoolIndex pool) { return pools_[pool]; }
  std::size_t size() const { return pools_.size(); }

  // Others hold the lowest ports that the host hands out, from the beginning on.
  void occupy(HostIndex host, const PortSet& handed_out, const OccupiedAtStart& occupied) {
    const SimTime until = SimTime{} + occupied.until;
    for (PoolIndex index = 0; index < pools_.size(); ++index) {
      if (plan_.pools[index].host != host) continue;
      for (PortOffset n = 0; n < occupied.ports; ++n) {
        const auto port = plan_.pools[index].ports.offset_of(handed_out.at(n));
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

  void end_early(const TimeWaitEntry& entry, SimTime now) {
    Pool& pool = pools_[entry.pool];
    const HeldUntil before = pool.held_until(entry.port);
    const HeldUntil after = pool.release(entry.destination, entry.port, now);
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
    tell_held(index, before, pools_[index].held_until(port), now);
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
    for (const PoolIndex pool : pools_left(plan_, left, entered)) empty(pool, now);
  }

 private:
  // Reserved ports are as if others held them for ever, and nobody hears of them.
  static Pool empty_pool(const PlannedPool& planned) {
    Pool pool{planned.shape};
    for (const PortRange& range : planned.reserved)
      for (PortOffset n = 0; n < range.size(); ++n)
        if (const auto port = planned.ports.offset_of(range.at(n))) pool.occupy(*port, SimTime::never());
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
};

}  // namespace portsim
