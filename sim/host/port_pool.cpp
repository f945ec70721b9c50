#include "sim/host/port_pool.hpp"

#include <algorithm>

namespace portsim {

PortPool::PortPool(const PoolShape& shape)
    : bound_{shape.ports, shape.columns},
      clear_{shape.ports, shape.columns},
      four_tuples_{shape.ports, destinations_told_apart(shape), shape.four_tuples} {
  if (shape.tracks_closing) closing_.emplace(shape.ports);
}

HeldUntil PortPool::release(DestinationIndex destination, PortOffset port, SimTime now) {
  SimTime clear = std::max(bound_.free_at(port), now);
  if (!four_tuples_.is_empty()) {
    four_tuples_.bring_forward(destination, port, now);
    clear = std::max(clear, four_tuples_.last_free_at(port));
  }
  clear_.bring_forward(port, clear);
  if (closing_) closing_->add(port, {});
  return {bound_.free_at(port), clear};
}

HeldUntil PortPool::shorten(DestinationIndex destination, PortOffset port, const PortClaim& claim) {
  const HeldUntil& until = claim.until;
  SimTime clear = until.clear;
  bound_.bring_forward(port, until.bound);
  if (!four_tuples_.is_empty()) {
    four_tuples_.bring_forward(destination, port, until.clear);
    four_tuples_.bound_brought_forward(port, until.bound);
    clear = std::max(clear, four_tuples_.last_free_at(port));
  }
  clear_.bring_forward(port, clear);
  if (closing_) closing_->add(port, claim.closing);
  return {until.bound, clear};
}

void PortPool::occupy(PortOffset port, SimTime until) {
  bound_.hold_until(port, std::max(until, bound_.free_at(port)), now_);
  clear_.hold_until(port, std::max(until, clear_.free_at(port)), now_);
  if (until > now_) occupied_.add(port, until);
}

}  // namespace portsim
