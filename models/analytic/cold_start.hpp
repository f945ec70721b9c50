// The first failure after a cold start: every port free, Poisson attempts at a constant rate, a host that
// finds a free port if there is one. As long as nothing that was opened has given its port back, whatever the
// distribution of the time a port is kept, only the attempts count: the first failure is the attempt after
// the one that takes the last port. Seconds. (Evenly spaced attempts: models/analytic/evenly_spaced.hpp.)
#pragma once

#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

struct ColdStart {
  PortCount ports = 0;
  double rate = 0;  // attempts per second, positive
};

// Exact while the time since the start is no longer than the shortest time a port is kept, which is TIME_WAIT
// where the client closes. After that ports come back, and these are upper bounds.
double failure_by(const ColdStart&, double seconds);             // P(at least one attempt has failed)
double full_after_cold_start(const ColdStart&, double seconds);  // P(every port is in use)

// Gamma(ports + 1, rate), the law of the first failure. It holds as far as it lies within the shortest time a
// port is kept: a quantile up to that is exact, and where one is later the first failure is later still.
struct FirstFailureTime {
  double mean = 0;
  double standard_deviation = 0;
};
FirstFailureTime first_failure_time(const ColdStart&);
double first_failure_quantile(const ColdStart&, Probability);  // neither 0 nor 1

// The mean time until the first failure where it may be much later than the first ports come back, if they
// are kept for an exponential time with this mean: the sum over 1/B of the first passages from each number in
// use to the next (M/M/c/c). Infinite if it is more than a double holds.
double first_failure_mean(const ColdStart&, double lease_mean);

}  // namespace portsim
