// Failed attempts that are made again after a random delay, exactly: a Markov chain on the ports in use and
// the requests that wait to try again (G. Falin and J. Templeton, Retrial Queues, 1997). Poisson requests,
// exponential holding times and delays, one pool. For small pools only; models/analytic/retrials.hpp is the
// limit of slow retries for pools of any size. Rates and times in any one unit of time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

struct RetrialPool {
  PortCount ports = 0;      // at least one
  double request_rate = 0;  // positive
  double lease_mean = 0;    // how long a port is kept; positive
  double delay_mean = 0;    // from a failed attempt to the next; positive
};

struct ExactRetrials {
  std::vector<double> failing;  // the fraction that fails of first attempts, of second ones, ...
  double waiting_mean = 0;      // requests that wait to try again
  double lost = 0;              // the fraction of the requests that never succeed
  double in_use_mean = 0;       // ports
};

// The waiting requests are counted up to a number that is doubled until it is reached with a probability
// below 1e-13. Both give nothing where the chain has too many states for that: more than chain_states_max, or
// than 25,000 where requests in the third attempt and later ones are to be told apart.

// A failed attempt is made again with this probability: the fractions that fail are those of first attempts
// and of all retries. With certainty only a load below the number of ports has an answer, else nothing.
std::optional<ExactRetrials> exact_retrials_persistent(const RetrialPool&, Probability persistence);

// Each request is attempted at most `attempts_max` times; the waiting are told apart by their failures so
// far, so that each further attempt is a dimension: three attempts are practical for a handful of ports.
std::optional<ExactRetrials> exact_retrials_limited(const RetrialPool&, std::int32_t attempts_max);

}  // namespace portsim
