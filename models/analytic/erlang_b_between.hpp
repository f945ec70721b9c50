// Erlang's loss function between whole numbers of servers, by its integral (D. L. Jagerman, Some properties
// of the Erlang loss function, Bell System Technical Journal 1974), which approximations need that rescale
// the servers.
#pragma once

#include "models/analytic/offered_load.hpp"

namespace portsim {

double erlang_b_between(double servers, OfferedLoad load);  // the load must be positive

}  // namespace portsim
