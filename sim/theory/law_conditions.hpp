// The conditions under which closed forms hold, and the words they share.
#pragma once

#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

// All clients are open, with Poisson attempts at a constant rate over the whole run.
bool is_steady_poisson(const PoolDemand&, const Scenario&);

// No connection is held for ever: there is a long run.
bool every_connection_ends(const PoolDemand&);

// Each connection, or request, takes equally long.
bool is_constant(const HoldingTimeSpec&);

// The only client is open, with evenly spaced attempts and a lease of constant length.
bool is_alone_and_evenly_spaced(const PoolDemand&);

// No attempt fails while a port is left that it could use.
bool tries_every_port(const PoolDemand&);

bool picks_one_at_random(const PoolDemand&);

// Connections towards one destination keep ports from another: each is live for a while, and a live port is
// closed to all.
bool destinations_compete(const PoolDemand&);

std::string as_percent(double fraction);
std::string as_count(double count);  // "16,384"; below 1,000 to four digits

}  // namespace portsim
