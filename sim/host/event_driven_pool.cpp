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
    : shape_{shape}, four_tuples_(std::size_t{shape.ports} * shape.destinations) {}

EventDrivenPool::Availability EventDrivenPool::available(DestinationIndex destination, SimTime now) {
  advance(now);
  return {*this, destination};
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

HeldUntil EventDrivenPool::hold(DestinationIndex destination, PortOffset port, HeldUntil until) {
  at(destination, port) = {.is_live = true, .in_time_wait = false, .until = until};
  pending_.schedule(until.bound, ConnectionClosed{destination, port});
  pending_.schedule(until.clear, TimeWaitExpired{destination, port});
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
  return first_port(from, size(), [this](PortOffset port) { return pool_.is_clear(port); });
}

PortOffset EventDrivenPool::Availability::first_usable(PortOffset from) const {
  return first_port(from, size(), [this](PortOffset port) { return is_usable(port); });
}

bool EventDrivenPool::Availability::is_usable(PortOffset port) const {
  if (pool_.shape_.time_wait_blocks == TimeWaitBlocks::pool) return pool_.is_clear(port);
  return !pool_.is_bound(port) && !pool_.at(destination_, port).in_time_wait;
}

}  // namespace portsim
