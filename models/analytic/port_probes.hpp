// How many ports a host that tries them in order looks at for one connect, in the long run of Poisson
// attempts towards one destination.
#pragma once

#include <functional>

#include "models/vocabulary/port.hpp"

namespace portsim {

// Ports tried in order from the one after the last (RFC 6056, section 3.3.4, of one destination; a rotating
// cursor). While hardly an attempt fails, the cursor comes round after C = n/(attempts per second x looks),
// and finds a port still held from k rounds before with the probability that a lease lasts longer than k C:
// looks = 1 + sum over k of P(lease > k C). An approximation for many ports; exactly 1 where leases are
// constant and shorter than a round. `lease_exceeds`: P(lease > seconds), 0 in the end; the load is below the
// ports.
double in_order_probes(PortCount ports, double attempts_per_second,
                       const std::function<double(double seconds)>& lease_exceeds);

}  // namespace portsim
