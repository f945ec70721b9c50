// Services that a host itself offers: at 127.0.0.0/8, or at one of its addresses.
#pragma once

#include "sim/scenario/scenario.hpp"

namespace portsim {

// Both ends of a connection from this host to the service are then on the host. Of several destinations all
// are, or none: a scenario is checked for that.
bool runs_on(const Host&, const Service&);

}  // namespace portsim
