#include "sim/host/port_pool.hpp"

#include <algorithm>

namespace portsim {

PortPool::PortPool(const PoolShape& shape)
    : bound_{shape.ports, shape.columns},
      clear_{shape.ports, shape.columns},
      four_tuples_(columns_of_four_tuples(shape), ReleaseColumn{shape.ports, shape.columns}) {
  if (shape.tracks_closing) closing_.emplace(shape.ports);
}

HeldUntil PortPool::release(DestinationIndex destination, PortOffset port, SimTime now) {
  SimTime clear = std::max(bound_.free_at(port), now);
  if (!four_tuples_.empty()) {
    four_tuples_[destination].bring_forward(port, clear);
    for (const ReleaseColumn& four_tuple : four_tuples_) clear = std::max(clear, four_tuple.free_at(port));
  }
  clear_.bring_forward(port, clear);
  if (closing_) closing_->add(port, {});
  return {bound_.free_at(port), clear};
}

void PortPool::occupy(PortOffset port, SimTime until) {
  bound_.hold_until(port, std::max(until, bound_.free_at(port)), now_);
  clear_.hold_until(port, std::max(until, clear_.free_at(port)), now_);
  if (until > now_) occupied_.add(port, until);
}

PortOffset PortPool::first_usable_four_tuple(DestinationIndex destination, PortOffset from, SimTime now) {
  ReleaseColumn& four_tuples = four_tuples_[destination];
  if (!four_tuples.is_dense()) return first_usable_of_sparse(four_tuples, from, now);
  while (true) {
    const PortOffset port = four_tuples.first_free(from, now);
    if (port == no_port || bound_.is_free(port, now)) return port;
    // A connection to another destination holds the port: until that ends this four-tuple is of no use
    // either, and the search need not come here again.
    four_tuples.hold_until(port, bound_.free_at(port), now);
  }
}

// A sparse column is not to know the ports of other destinations. It holds few of its own, and each step
// passes at least one of them.
PortOffset PortPool::first_usable_of_sparse(ReleaseColumn& four_tuples, PortOffset from, SimTime now) {
  const PortCount size = bound_.size();
  PortOffset port = from;
  PortCount looked_at = 0;
  while (looked_at < size) {
    const PortOffset unbound = bound_.first_free(port, now);
    if (unbound == no_port) return no_port;
    looked_at += probes_between(port, unbound, size) - 1;
    port = four_tuples.first_free(unbound, now);
    if (port == unbound && looked_at < size) return port;
    looked_at += probes_between(unbound, port, size) - 1;
  }
  return no_port;
}

}  // namespace portsim
