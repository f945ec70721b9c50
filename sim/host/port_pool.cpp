#include "sim/host/port_pool.hpp"

#include <algorithm>

namespace portsim {

PortPool::PortPool(const PoolShape& shape) : bound_{shape.ports}, clear_{shape.ports} {
  if (shape.destinations > 1 && shape.time_wait_blocks == TimeWaitBlocks::four_tuple) {
    four_tuples_.assign(shape.destinations, ReleaseColumn{shape.ports});
  }
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

PortOffset PortPool::first_usable_four_tuple(DestinationIndex destination, PortOffset from, SimTime now) {
  ReleaseColumn& four_tuples = four_tuples_[destination];
  while (true) {
    const PortOffset port = four_tuples.first_free(from, now);
    if (port == no_port || bound_.is_free(port, now)) return port;
    // A connection to another destination holds the port: until that ends this four-tuple is of no use
    // either, and the search need not come here again.
    four_tuples.hold_until(port, bound_.free_at(port));
  }
}

}  // namespace portsim
