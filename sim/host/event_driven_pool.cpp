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
    : shape_{shape}, closing_(shape.tracks_closing ? shape.ports : 0) {}

EventDrivenPool::Availability EventDrivenPool::available(DestinationIndex destination,
                                                         const SocketRules& rules, SimTime now,
                                                         const ReleaseColumn* closed) {
  advance(now);
  return {*this, destination, rules, now, closed};
}

void EventDrivenPool::advance(SimTime now) {
  while (!pending_.empty() && pending_.next_time() <= now) {
    const auto event = pending_.pop();
    std::visit(overloaded{
                   [this](const ConnectionClosed& closed) { close(closed.tuple); },
                   [this](const TimeWaitExpired& expired) { expire(expired.tuple); },
                   [this](const OccupantLeft& left) {
                     if (occupied_until(left.port) == pending_.now()) occupied_.erase(left.port);
                   },
               },
               event);
  }
}

void EventDrivenPool::close(const FourTuple& tuple) {
  const auto closed = four_tuples_.find(tuple);
  if (closed == four_tuples_.end() || closed->second.until.bound != pending_.now()) return;
  closed->second.is_live = false;
  closed->second.in_time_wait = closed->second.until.clear > pending_.now();
  if (!closed->second.in_time_wait) four_tuples_.erase(closed);
}

void EventDrivenPool::expire(const FourTuple& tuple) {
  const auto expired = four_tuples_.find(tuple);
  if (expired == four_tuples_.end() || expired->second.until.clear != pending_.now()) return;
  expired->second.in_time_wait = false;
  if (!expired->second.is_live) four_tuples_.erase(expired);
}

HeldUntil EventDrivenPool::held_until(PortOffset port) const {
  HeldUntil latest{occupied_until(port), occupied_until(port)};
  for_each_of(port, [&](const TupleState& tuple) {
    latest = {std::max(latest.bound, tuple.until.bound), std::max(latest.clear, tuple.until.clear)};
  });
  return latest;
}

// Where TIME_WAIT blocks the pool, all destinations are one.
EventDrivenPool::FourTuple EventDrivenPool::four_tuple_of(DestinationIndex destination,
                                                          PortOffset port) const {
  return {port, shape_.time_wait_blocks == TimeWaitBlocks::pool ? DestinationIndex{0} : destination};
}

// What is over already, of a connection that was held elsewhere before, makes no event.
HeldUntil EventDrivenPool::hold(DestinationIndex destination, PortOffset port, const PortClaim& claim) {
  const FourTuple four_tuple = four_tuple_of(destination, port);
  TupleState& tuple = four_tuples_[four_tuple];
  const HeldUntil until{claim.until.bound, std::max(claim.until.clear, tuple.until.clear)};
  const bool is_live = until.bound > pending_.now();
  tuple = {.is_live = is_live, .in_time_wait = !is_live, .until = until};
  if (is_live) pending_.schedule(until.bound, ConnectionClosed{four_tuple});
  pending_.schedule(std::max(until.clear, pending_.now()), TimeWaitExpired{four_tuple});
  if (shape_.tracks_closing) closing_[port] = claim.closing;
  return held_until(port);
}

HeldUntil EventDrivenPool::take_over(DestinationIndex destination, PortOffset port, const HeldUntil& until) {
  const SimTime live_already = four_tuples_[four_tuple_of(destination, port)].until.bound;
  return hold(destination, port, {{std::max(until.bound, live_already), until.clear}, {}});
}

SimTime EventDrivenPool::four_tuple_until(DestinationIndex destination, PortOffset port) const {
  return four_tuple_held_until(destination, port).clear;
}

HeldUntil EventDrivenPool::four_tuple_held_until(DestinationIndex destination, PortOffset port) const {
  if (shape_.time_wait_blocks == TimeWaitBlocks::pool) return held_until(port);
  const auto tuple = four_tuples_.find({port, destination});
  return tuple == four_tuples_.end() ? HeldUntil{} : tuple->second.until;
}

HeldUntil EventDrivenPool::release(DestinationIndex destination, PortOffset port, SimTime now) {
  advance(now);
  four_tuples_.erase(four_tuple_of(destination, port));
  if (shape_.tracks_closing) closing_[port] = {};
  const HeldUntil others = held_until(port);
  return {others.bound, std::max(others.clear, now)};
}

HeldUntil EventDrivenPool::shorten(DestinationIndex destination, PortOffset port, const PortClaim& claim) {
  const FourTuple four_tuple = four_tuple_of(destination, port);
  four_tuples_[four_tuple] = {.is_live = true, .in_time_wait = false, .until = claim.until};
  pending_.schedule(claim.until.bound, ConnectionClosed{four_tuple});
  pending_.schedule(claim.until.clear, TimeWaitExpired{four_tuple});
  if (shape_.tracks_closing) closing_[port] = claim.closing;
  return held_until(port);
}

void EventDrivenPool::occupy(PortOffset port, SimTime until) {
  if (until <= pending_.now() || until <= occupied_until(port)) return;
  occupied_[port] = until;
  pending_.schedule(until, OccupantLeft{port});
}

SimTime EventDrivenPool::occupied_until(PortOffset port) const {
  const auto occupied = occupied_.find(port);
  return occupied == occupied_.end() ? SimTime{} : occupied->second;
}

bool EventDrivenPool::is_bound(PortOffset port) const {
  bool is_live = occupied_.count(port) > 0;
  for_each_of(port, [&](const TupleState& tuple) { is_live |= tuple.is_live; });
  return is_live;
}

bool EventDrivenPool::is_clear(PortOffset port) const {
  bool is_held = occupied_.count(port) > 0;
  for_each_of(port, [&](const TupleState&) { is_held = true; });
  return !is_held;
}

bool EventDrivenPool::is_in_time_wait(const FourTuple& tuple) const {
  const auto held = four_tuples_.find(tuple);
  return held != four_tuples_.end() && held->second.in_time_wait;
}

PortOffset EventDrivenPool::Availability::first_unbound(PortOffset from) const {
  return first_port(from, size(), [this](PortOffset port) { return !pool_.is_bound(port); });
}

PortOffset EventDrivenPool::Availability::first_clear(PortOffset from) const {
  if (rules_.ignores_time_wait) return first_unbound(from);
  return first_port(from, size(), [this](PortOffset port) { return pool_.is_clear(port); });
}

PortOffset EventDrivenPool::Availability::first_usable(PortOffset from) const {
  return first_port(from, size(), [this](PortOffset port) { return may_be_taken(port); });
}

PortOffset EventDrivenPool::Availability::first_usable_of_parity(PortOffset from, PortOffset end) const {
  for (PortOffset port = from; port < end; port += 2)
    if (may_be_taken(port)) return port;
  return no_port;
}

bool EventDrivenPool::Availability::may_be_taken(PortOffset port) const {
  return rules_.binds_first ? !pool_.is_bound(port) : is_usable(port);
}

bool EventDrivenPool::Availability::is_usable(PortOffset port) const {
  return rules_.ignores_time_wait ? !pool_.is_bound(port) : is_four_tuple_free(port);
}

bool EventDrivenPool::Availability::is_four_tuple_free(PortOffset port) const {
  if (closed_ && !closed_->is_free(port, now_)) return false;
  if (pool_.shape_.time_wait_blocks == TimeWaitBlocks::pool) return pool_.is_clear(port);
  return !pool_.is_bound(port) && !pool_.is_in_time_wait({port, destination_});
}

bool EventDrivenPool::Availability::has_usable() const {
  return first_port(0, size(), [this](PortOffset port) { return is_four_tuple_free(port); }) != no_port;
}

PortOffset EventDrivenPool::Availability::oldest_closing() const {
  PortOffset oldest = no_port;
  for (PortOffset port = 0; port < pool_.closing_.size(); ++port) {
    const ClosingSpan& span = pool_.closing_[port];
    if (span.from > now_ || span.until <= now_) continue;
    if (oldest == no_port || span.from < pool_.closing_[oldest].from) oldest = port;
  }
  return oldest;
}

}  // namespace portsim
