#include "sim/host/port_pool.hpp"

namespace portsim {

PortPool::PortPool(const PoolShape& shape) : bound_{shape.ports}, clear_{shape.ports} {
  if (shape.destinations > 1 && shape.time_wait_blocks == TimeWaitBlocks::four_tuple) {
    four_tuples_.assign(shape.destinations, ReleaseColumn{shape.ports});
  }
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
