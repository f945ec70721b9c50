// What a plan's pools are called, and their random streams: made when they are asked for, as a hundred
// thousand names would take longer to keep than to make. A name is a promise: it gives its stream the seed.
#pragma once

#include <string>

#include "sim/host/pool_plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// "front-end", or "front-end/imap" where each destination has its own.
std::string name_of(const PlannedPool&, const Scenario&);

// Whose random stream it is, as StreamKey has it: its pool's or, where its state is the host's, the host's;
// if the order is not the host's own, its name belongs to it.
std::string stream_of(const PlannedSelector&, const PortPlan&, const Scenario&);

}  // namespace portsim
