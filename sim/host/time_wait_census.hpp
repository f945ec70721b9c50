// How many connections of a host are in TIME_WAIT, as a system counts them that has such a counter: by
// four-tuple, at either end of a connection within the host, and until they leave the state, though connect()
// may have the port sooner. An entry whose four-tuple is taken anew is replaced. (Linux: tw_refcount, the
// `tw` of /proc/net/sockstat; FIN_WAIT_2 of a socket that nobody has counts there, too.)
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "models/vocabulary/port.hpp"
#include "models/vocabulary/prefetch.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/waiting_ports.hpp"

namespace portsim {

// So many entries may there be at once; beyond that none is made (tcp_max_tw_buckets).
class TimeWaitBuckets {
 public:
  explicit TimeWaitBuckets(std::int64_t limit) : limit_{limit} {}

  // False: there are as many as may be.
  bool enter(SimTime until, SimTime now);
  // An entry that was to last until then has been replaced.
  void leave(SimTime until);

 private:
  struct Ending {
    SimTime when;
    std::int64_t entries;
  };
  std::int64_t limit_;
  std::int64_t entries_ = 0;
  std::deque<Ending> endings_;  // in order of time
};

// The plan and the observer must outlive it.
template <class Observer>
class TimeWaitCensus {
 public:
  TimeWaitCensus(const PortPlan& plan, Observer& observer) : plan_{plan}, observer_{observer} {
    const bool any_counts = std::any_of(plan.pools.begin(), plan.pools.end(),
                                        [](const PlannedPool& pool) { return pool.counts_time_wait; });
    if (!any_counts) return;
    waiting_.reserve(plan.pools.size());
    for (const PlannedPool& pool : plan.pools) waiting_.push_back(nothing_waits_in(pool));
  }
  TimeWaitCensus(const TimeWaitCensus& other, Observer& observer)
      : plan_{other.plan_}, observer_{observer}, waiting_{other.waiting_}, buckets_{other.buckets_} {}
  TimeWaitCensus(const TimeWaitCensus&) = delete;
  TimeWaitCensus& operator=(const TimeWaitCensus&) = delete;

  void limit(HostIndex host, const std::optional<std::int64_t>& entries) {
    if (buckets_.size() <= host) buckets_.resize(host + 1);
    buckets_[host].reset();
    if (entries) buckets_[host].emplace(*entries);
  }
  bool has_limit(HostIndex host) const { return host < buckets_.size() && buckets_[host].has_value(); }

  // Soon something will be asked of the pool.
  [[gnu::always_inline]] void prefetch(PoolIndex pool) const {
    if (!waiting_.empty()) prefetch_to_write(&waiting_[pool]);
  }

  // False: the limit does not let it.
  bool add(PoolIndex pool, PortOffset port, const TimeSpan& span, SimTime now) {
    if (!counts(pool)) return true;
    const HostIndex host = waiting_[pool].host();
    if (has_limit(host) && !buckets_[host]->enter(span.until, now)) return false;
    waiting_[pool].wait(port, span.until, now);
    observer_.entered_time_wait(host, span);
    return true;
  }

  // What the four-tuple was to wait from `from` on, it does not, or not then.
  void take_back(PoolIndex pool, PortOffset port, SimTime from, SimTime now) {
    if (!counts(pool)) return;
    const SimTime until = waiting_[pool].until(port);
    if (until <= from) return;
    const HostIndex host = waiting_[pool].host();
    if (has_limit(host)) buckets_[host]->leave(until);
    waiting_[pool].bring_forward(port, now);
    observer_.left_time_wait(host, {from, until});
  }

  // The four-tuple is another pool's from now on.
  void move(PoolIndex from, PortOffset port, PoolIndex to, PortOffset place, SimTime now) {
    if (!counts(from) || !counts(to)) return;
    const SimTime until = waiting_[from].until(port);
    if (until <= now) return;
    waiting_[to].wait(place, std::max(until, waiting_[to].until(place)), now);
  }
  void forget(PoolIndex pool) {
    if (counts(pool)) waiting_[pool] = nothing_waits_in(plan_.pools[pool]);
  }

 private:
  bool counts(PoolIndex pool) const { return !waiting_.empty() && waiting_[pool].are_counted(); }
  static WaitingPorts nothing_waits_in(const PlannedPool& pool) {
    if (!pool.counts_time_wait) return WaitingPorts{pool.host};
    return {pool.host, pool.shape.ports, pool.shape.columns};
  }

  const PortPlan& plan_;
  Observer& observer_;
  std::vector<WaitingPorts> waiting_;  // one a pool, or none if no pool's host counts
  std::vector<std::optional<TimeWaitBuckets>> buckets_;
};

}  // namespace portsim
