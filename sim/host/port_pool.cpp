#include "sim/host/port_pool.hpp"

#include <algorithm>

namespace portsim {

PortPool::PortPool(const PoolShape& shape)
    : keeps_times_only_{destinations_told_apart(shape) == 0 && !shape.tracks_closing},
      times_{shape.ports, shape.columns, keeps_times_only_ && shape.columns == ColumnForm::sparse},
      four_tuples_{shape.ports, destinations_told_apart(shape), shape.four_tuples} {
  if (shape.tracks_closing) closing_.emplace(shape.ports);
}

HeldUntil PortPool::release(DestinationIndex destination, PortOffset port, SimTime now) {
  const SimTime bound = held_until(port).bound;
  SimTime clear = std::max(bound, now);
  if (!four_tuples_.is_empty()) {
    four_tuples_.bring_forward(destination, port, now);
    clear = std::max(clear, four_tuples_.last_free_at(port));
  }
  times_.bring_forward(port, {bound, clear});
  if (closing_) closing_->add(port, {});
  return {bound, clear};
}

HeldUntil PortPool::shorten(DestinationIndex destination, PortOffset port, const PortClaim& claim) {
  const HeldUntil& until = claim.until;
  SimTime clear = until.clear;
  if (!four_tuples_.is_empty()) {
    four_tuples_.bring_forward(destination, port, until.clear);
    four_tuples_.bound_brought_forward(port, until.bound);
    clear = std::max(clear, four_tuples_.last_free_at(port));
  }
  times_.bring_forward(port, {until.bound, clear});
  if (closing_) closing_->add(port, claim.closing);
  return {until.bound, clear};
}

void PortPool::occupy(PortOffset port, SimTime until) {
  const HeldUntil before = held_until(port);
  times_.hold(port, {std::max(until, before.bound), std::max(until, before.clear)}, now_);
  if (until > now_) occupied_.add(port, until);
}

}  // namespace portsim
