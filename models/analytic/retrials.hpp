// Failed attempts that are made again, as if each retry were a fresh Poisson attempt: the total load that
// feeds on its own failures (J. W. Cohen, Basic problems of telephone traffic theory and the influence of
// repeated calls, 1957; "extended Erlang B"). It is the limit of slow retries: a quick one finds the ports
// still taken, so more attempts fail and fewer requests are rescued than this says.
#pragma once

#include <cstdint>

#include "models/analytic/offered_load.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

struct Retrials {
  OfferedLoad attempts;  // of first attempts and retries together
  double failing = 0;    // the fraction of the attempts that fail
  double lost = 0;       // the fraction of the requests that never succeed
};

// `requests` is the load of the first attempts; each request is attempted at most `attempts_max` times.
Retrials retrials_limited(PortCount servers, OfferedLoad requests, std::int64_t attempts_max);

// A failed attempt is made again with this probability. With certainty only a load below the number of
// servers has an answer.
Retrials retrials_persistent(PortCount servers, OfferedLoad requests, Probability persistence);

}  // namespace portsim
