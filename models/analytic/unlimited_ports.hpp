// How many ports would be in use if none were ever refused, while the rate of attempts changes: a Poisson
// number, whose mean this gives exactly (M_t/G/infinity; S. Eick, W. Massey and W. Whitt, The physics of the
// M_t/G/infinity queue, OR 1993). From an empty pool at time zero. A connection is open for an exponential
// time, or for none, and then in TIME_WAIT for a constant time if the client closes it. Seconds.
#pragma once

#include "models/analytic/attempt_rate.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

struct PortUse {
  double hold_mean = 0;  // of the open connection
  double time_wait = 0;
  Probability client_closes{1};  // others leave no TIME_WAIT

  double lease_mean() const { return hold_mean + client_closes.value() * time_wait; }
};

struct PortDemand {  // means
  double open = 0;
  double time_wait = 0;

  double ports() const { return open + time_wait; }
};
PortDemand demand_at(const AttemptRate&, const PortUse&, double seconds);

// A limited host never has more ports in use than an unlimited one fed with the same attempts: P(every port
// is in use) is at most this, and exactly this until the first port comes back. Below a target at the peak of
// the demand, it certifies a burst.
double full_at_most(PortCount ports, const PortDemand&);

}  // namespace portsim
