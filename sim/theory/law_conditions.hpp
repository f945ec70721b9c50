// The conditions under which closed forms hold, and the words they share.
#pragma once

#include <string>

#include "models/ports/port_selection.hpp"

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

// All clients are open, with attempts at a constant rate over the whole run, ...
bool is_steady(const PoolDemand&, const Scenario&);
// ... which are Poisson attempts.
bool is_steady_poisson(const PoolDemand&, const Scenario&);

// No connection is held for ever: there is a long run.
bool every_connection_ends(const PoolDemand&);

// Each connection, or request, takes equally long.
bool is_constant(const HoldingTimeSpec&);

// The only client is open, with evenly spaced attempts and a lease of constant length. It may take turns.
bool is_alone_and_evenly_spaced(const PoolDemand&);

// Failed attempts are made again.
bool retries(const PoolDemand&);

// Only every second, third, ... attempt of a client is made on these ports.
bool takes_turns(const PoolDemand&);

// No attempt fails while a port is left that it could use.
bool tries_every_port(const PoolDemand&);

// No attempt fails while a port is left that is not in use towards any destination.
bool finds_clear_ports(const PoolDemand&);

// Why an attempt may fail though a port is left that it could use, where the order of ports brings that
// about. nullptr: it does not.
const char* why_ports_are_missed(const PoolDemand&);

bool picks_one_at_random(const PoolDemand&);

// The cursor moves on by a failure, and comes back to ports in TIME_WAIT while others are free.
bool has_moving_cursor(const PoolDemand&);

// Closing ports are handed out by chance, and an attempt fails by it. nullptr: they are not.
const SeqClosingSpec* hands_out_closing_ports(const PoolDemand&);

// Connections towards one destination keep ports from another: each is live for a while, and a live port is
// closed to all.
bool destinations_compete(const PoolDemand&);

std::string as_percent(double fraction);
std::string as_count(double count);      // "16,384"; below 1,000 to four digits
std::string as_seconds(double seconds);  // "6.667 ms", "198.8 s", "27.3 h"

}  // namespace portsim
