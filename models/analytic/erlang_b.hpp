// Erlang's loss function: the long-run fraction of Poisson attempts that find every port taken, when an
// attempt takes any free port and goes away if there is none (M/G/c/c; A. K. Erlang, 1917). The distribution
// of the time a port is kept does not matter, only its mean, which is in the offered load (B. Sevastyanov,
// 1957). Pure functions; 64512 ports take well under a millisecond.
#pragma once

#include <vector>

#include "models/analytic/offered_load.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

// 0 where the value is below the smallest double: use log_erlang_b to tell "rare" from "never".
double erlang_b(PortCount servers, OfferedLoad load);
double log_erlang_b(PortCount servers, OfferedLoad load);  // natural logarithm; the load must be positive

// The inverses: what a target blocking probability, between 0 and 1, leaves room for.
OfferedLoad offered_load_max(PortCount servers, Probability blocking);  // the largest with B <= blocking
PortCount servers_min(OfferedLoad load, Probability blocking);          // the fewest with B <= blocking

// By how much the variance of a simulated failure fraction exceeds that of independent attempts: successive
// attempts see almost the same ports, so failures come in clumps. Exact for exponential holding times, of the
// same order for constant ones (R. Srikant and W. Whitt, ACM TOMACS 1996).
double design_effect(PortCount servers, OfferedLoad load);

struct LoadedServers {
  PortCount servers;
  OfferedLoad load;  // positive
};

// The largest of any of them, at least 1.
double largest_design_effect(const std::vector<LoadedServers>& groups);

}  // namespace portsim
