// One user's cached connection: a request opens it, later requests use it, and it closes when its time to
// live is over. Requests are a Poisson stream. Means, exact as long as no connect() and no request is
// refused; then the limit on open connections alone is an Engset system with this alpha. Seconds and rates
// per second. (A cache entry with a time to live: R. Fagin, 1977; H. Che and others, 2002.)
#pragma once

#include <cstdint>

#include "models/analytic/offered_load.hpp"

namespace portsim {

struct CachedUser {
  double request_rate = 0;  // positive
  double time_to_live = 0;
  double request_time = 0;  // mean
  double connect_time = 0;  // from the request until the connection is established
};

// What comes of it: a connection serves requests for a while, and the next request after that opens another.
struct CacheCycle {
  double request_rate = 0;
  double serving_mean = 0;  // from the SYN until a request would open another connection
  double open_mean = 0;     // from the SYN until it begins to close: a request may outlast the time to live

  double opens_per_second() const { return request_rate / (1 + request_rate * serving_mean); }
  double requests_per_open() const { return 1 + request_rate * serving_mean; }
  // The probability that it is open, and more precisely the mean number open.
  double open_fraction() const;
  double alpha() const { return request_rate * open_mean; }  // for FiniteSources
};

CacheCycle expiring_since_use(const CachedUser&);   // the time to live runs from the end of the last request
CacheCycle expiring_since_open(const CachedUser&);  // from the moment the connection was established

// Ports that `users` of them need when nothing is refused; `after_open` is the time that a port is kept once
// the connection begins to close: closing and TIME_WAIT.
OfferedLoad port_demand(std::int64_t users, const CacheCycle&, double after_open);

// The fraction of opening attempts that are refused, where that fraction of all requests is refused: a
// refused user asks again at its full rate, so refusals are over-represented among the attempts. Exact in
// overload.
double refused_attempts(double refused_requests, const CacheCycle&);

}  // namespace portsim
