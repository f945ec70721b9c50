// Loss of a pool whose ports are picked at random as often as there are ports (RFC 6056, section 3.3.2): with
// u of n in use an attempt fails with probability (u/n)^n. Poisson attempts make it a birth-death chain,
// whose long run does not depend on the distribution of the holding time (balking keeps the product form:
// Kelly, Reversibility and Stochastic Networks, 1979, chapter 3).
#pragma once

#include "models/analytic/offered_load.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

// The fraction of attempts that fail; at least one port.
double random_picks_loss(PortCount ports, OfferedLoad load);

// Ports looked at for one attempt, on average over all: with u of n in use 1 + u/n + (u/n)^2 + ... of n
// terms.
double random_picks_probes(PortCount ports, OfferedLoad load);

}  // namespace portsim
