#include "sim/host/event_driven_pool.hpp"

#include <algorithm>
#include <variant>

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

namespace {

template <class Condition>
PortOffset first_port(PortOffset from, PortCount size, Condition&& holds_for) {
  PortOffset port = from;
  for (PortCount looked_at = 0; looked_at < size; ++looked_at, port = next_cyclic(port, size)) {
    if (holds_for(port)) return port;
  }
  return no_port;
}

}  // namespace

EventDrivenPool::EventDrivenPool(const PoolShape& shape)
    : shape_{shape}, four_tuples_(std::size_t{shape.ports} * shape.destinations), closing_(shape.ports) {}

EventDrivenPool::Availability EventDrivenPool::available(DestinationIndex destination,
                                                         const SocketRules& rules, SimTime now) {
  advance(now);
  return {*this, destination, rules, now};
}

void EventDrivenPool::advance(SimTime now) {
  while (!pending_.empty() && pending_.next_time() <= now) {
    const auto event = pending_.pop();
    std::visit(overloaded{
                   [this](const ConnectionClosed& closed) {
                     TupleState& tuple = at(closed.destination, closed.port);
                     if (tuple.until.bound != pending_.now()) return;
                     tuple.is_live = false;
                     tuple.in_time_wait = tuple.until.clear > pending_.now();
                   },
                   [this](const TimeWaitExpired& expired) {
                     TupleState& tuple = at(expired.destination, expired.port);
                     if (tuple.until.clear == pending_.now()) tuple.in_time_wait = false;
                   },
               },
               event);
  }
}

HeldUntil EventDrivenPool::held_until(PortOffset port) const {
  HeldUntil latest;
  for (DestinationIndex destination = 0; destination < shape_.destinations; ++destination) {
    const HeldUntil& until = at(destination, port).until;
    latest = {std::max(latest.bound, until.bound), std::max(latest.clear, until.clear)};
  }
  return latest;
}

// What is over already, of a connection that was held elsewhere before, makes no event.
HeldUntil EventDrivenPool::hold(DestinationIndex destination, PortOffset port, const PortClaim& claim) {
  TupleState& tuple = at(destination, port);
  const HeldUntil until{claim.until.bound, std::max(claim.until.clear, tuple.until.clear)};
  const bool is_live = until.bound > pending_.now();
  tuple = {.is_live = is_live, .in_time_wait = !is_live, .until = until};
  if (is_live) pending_.schedule(until.bound, ConnectionClosed{destination, port});
  pending_.schedule(std::max(until.clear, pending_.now()), TimeWaitExpired{destination, port});
  closing_[port] = claim.closing;
  return held_until(port);
}

// Where TIME_WAIT blocks the pool, all destinations are one.
SimTime EventDrivenPool::four_tuple_until(DestinationIndex destination, PortOffset port) const {
  return shape_.time_wait_blocks == TimeWaitBlocks::pool ? held_until(port).clear
                                                         : at(destination, port).until.clear;
}

HeldUntil EventDrivenPool::release(DestinationIndex destination, PortOffset port, SimTime now) {
  advance(now);
  TupleState& tuple = at(destination, port);
  tuple.in_time_wait = false;
  tuple.until.clear = now;
  closing_[port] = {};
  return held_until(port);
}

bool EventDrivenPool::is_bound(PortOffset port) const {
  for (DestinationIndex destination = 0; destination < shape_.destinations; ++destination) {
    if (at(destination, port).is_live) return true;
  }
  return false;
}

bool EventDrivenPool::is_clear(PortOffset port) const {
  for (DestinationIndex destination = 0; destination < shape_.destinations; ++destination) {
    if (at(destination, port).is_live || at(destination, port).in_time_wait) return false;
  }
  return true;
}

PortOffset EventDrivenPool::Availability::first_unbound(PortOffset from) const {
  return first_port(from, size(), [this](PortOffset port) { return !pool_.is_bound(port); });
}

PortOffset EventDrivenPool::Availability::first_clear(PortOffset from) const {
  if (rules_.ignores_time_wait) return first_unbound(from);
  return first_port(from, size(), [this](PortOffset port) { return pool_.is_clear(port); });
}

PortOffset EventDrivenPool::Availability::first_usable(PortOffset from) const {
  if (rules_.binds_first || rules_.ignores_time_wait) return first_unbound(from);
  return first_port(from, size(), [this](PortOffset port) { return is_usable(port); });
}

bool EventDrivenPool::Availability::is_usable(PortOffset port) const {
  return rules_.ignores_time_wait ? !pool_.is_bound(port) : is_four_tuple_free(port);
}

bool EventDrivenPool::Availability::is_four_tuple_free(PortOffset port) const {
  if (pool_.shape_.time_wait_blocks == TimeWaitBlocks::pool) return pool_.is_clear(port);
  return !pool_.is_bound(port) && !pool_.at(destination_, port).in_time_wait;
}

bool EventDrivenPool::Availability::has_usable() const {
  return first_port(0, size(), [this](PortOffset port) { return is_four_tuple_free(port); }) != no_port;
}

PortOffset EventDrivenPool::Availability::oldest_closing() const {
  PortOffset oldest = no_port;
  for (PortOffset port = 0; port < size(); ++port) {
    const ClosingSpan& span = pool_.closing_[port];
    if (span.from > now_ || span.until <= now_) continue;
    if (oldest == no_port || span.from < pool_.closing_[oldest].from) oldest = port;
  }
  return oldest;
}

}  // namespace portsim
