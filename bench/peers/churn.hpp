// The common work by which programs are compared: one host, one destination, attempts at random times
// (Poisson), each holding its port for an exponential time of mean 1 s and then for 240 s of TIME_WAIT;
// sequential selection that tries every port, no retry. Here are the programs that are a function of ours;
// the others are run as programs (peer_program.hpp).
#pragma once

#include <cstdint>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim::bench {

inline constexpr Duration churn_time_wait = 240s;

struct Churn {
  PortCount ports = 3977;
  double load = 1.0;  // attempts per second times mean lease, over ports
  std::int64_t attempts = 1'000'000;
  Duration hold_mean = 1s;

  double gap_mean_ns() const {  // between two attempts
    return static_cast<double>((hold_mean + churn_time_wait).count()) / (load * ports);
  }
};

struct ChurnCount {
  std::int64_t attempts = 0;
  std::int64_t failures = 0;

  double failure_fraction() const { return static_cast<double>(failures) / static_cast<double>(attempts); }
};

// The limit study: a loop for this work and no other, as quick as portable C++ makes it.
ChurnCount limit_churn(const Churn&);

// Likewise, where attempts are evenly spaced and holds are all equal: no random numbers.
ChurnCount limit_evenly_spaced(const Churn&);

// With events, well kept: a heap of closes, and a queue of the ends of TIME_WAIT.
ChurnCount event_churn(const Churn&);

// What one would write first: a priority queue of events and a hash table of connections.
ChurnCount naive_churn(const Churn&);

// By how much an estimate of the failure fraction may be off by chance, and as the run begins with no port in
// use: Erlang's loss formula is for the long run.
struct ExpectedFailures {
  double fraction = 0;
  double tolerance = 0;
};
ExpectedFailures expected_failures(const Churn&);

}  // namespace portsim::bench
