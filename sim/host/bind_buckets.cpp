#include "sim/host/bind_buckets.hpp"

#include <algorithm>

namespace portsim {

namespace {

void hold_longer(ReleaseColumn& column, PortOffset port, SimTime until, SimTime now) {
  column.hold_until(port, std::max(until, column.free_at(port)), now);
}

void hold_shorter(ReleaseColumn& column, PortOffset port, SimTime until) {
  column.bring_forward(port, std::min(until, column.free_at(port)));
}

SimTime last_of(const std::vector<ReleaseColumn>& columns, PortOffset port) {
  SimTime last;
  for (const ReleaseColumn& column : columns) last = std::max(last, column.free_at(port));
  return last;
}

}  // namespace

BindBuckets::BindBuckets(const PlannedBuckets& planned)
    : rule_{planned.rule},
      address_{planned.address_of_pool},
      any_address_{planned.any_address},
      closed_{planned.ports, planned.columns} {
  for (std::size_t n = 0; n < planned.pools.size(); ++n) {
    known_.emplace_back(planned.ports, planned.columns);
    unshared_.emplace_back(planned.ports, planned.columns);
    bound_.emplace_back(planned.ports, planned.columns);
  }
  for (const std::vector<PortOffset>& never : planned.never_at_bind) {
    taken_.emplace_back(planned.ports, planned.columns);
    exclusive_.emplace_back(planned.ports, planned.columns);
    for (const PortOffset port : never) {
      taken_.back().hold_until(port, SimTime::never(), SimTime{});
      exclusive_.back().hold_until(port, SimTime::never(), SimTime{});
    }
  }
}

// With SO_REUSEADDR bind() leaves a port open that connect() has given out already (fastreuse stays -1).
void BindBuckets::add(const BucketSocket& socket, SimTime now) {
  const auto& [place, port, has_bound, shares, until] = socket;
  // It may replace one in TIME_WAIT that was to last for longer.
  if (known_[place].free_at(port) > until) shorten({.place = place, .port = port, .forgotten = until});
  const bool is_open = closed_.is_free(port, now);
  const bool stays_open = has_bound && shares && is_open && last_of(known_, port) > now;
  hold_longer(known_[place], port, until, now);
  if (!shares) hold_longer(unshared_[place], port, until, now);
  for (const std::uint32_t column : {address_[place], column_at(place, true)}) {
    hold_longer(taken_[column], port, until, now);
    if (!shares) hold_longer(exclusive_[column], port, until, now);
  }
  if (has_bound && !stays_open) hold_longer(bound_[place], port, until, now);
  const bool is_closed = has_bound ? !stays_open : !is_open;
  if (is_closed && rule_ == BoundPorts::closed_until_nobody_is_on)
    hold_longer(closed_, port, last_of(known_, port), now);
  else if (has_bound && !stays_open)
    hold_longer(closed_, port, until, now);
}

SimTime BindBuckets::shorten(const BucketSocket& socket) {
  const PortOffset port = socket.port;
  for (auto* of_pools : {&known_, &unshared_, &bound_})
    hold_shorter((*of_pools)[socket.place], port, socket.forgotten);
  lower(address_[socket.place], port);
  if (any_address_) lower(*any_address_, port);
  const bool until_nobody = rule_ == BoundPorts::closed_until_nobody_is_on;
  hold_shorter(closed_, port, last_of(until_nobody ? known_ : bound_, port));
  return closed_.free_at(port);
}

// To what is left of the sockets there.
void BindBuckets::lower(std::uint32_t column, PortOffset port) {
  SimTime taken;
  SimTime exclusive;
  for (std::size_t place = 0; place < known_.size(); ++place) {
    if (address_[place] != column && column != any_address_) continue;
    taken = std::max(taken, known_[place].free_at(port));
    exclusive = std::max(exclusive, unshared_[place].free_at(port));
  }
  hold_shorter(taken_[column], port, taken);
  hold_shorter(exclusive_[column], port, exclusive);
}

void BindBuckets::take_over(const BindBuckets& before, std::uint32_t place_before, PortOffset port_before,
                            std::uint32_t place, PortOffset port, SimTime now) {
  const SimTime known = before.known_[place_before].free_at(port_before);
  if (known <= now) return;
  add({.place = place,
       .port = port,
       .has_bound = before.bound_[place_before].free_at(port_before) > now,
       .shares = before.unshared_[place_before].free_at(port_before) <= now,
       .forgotten = known},
      now);
}

}  // namespace portsim
