// Hosts that look at one port and give up: the port they pick may still be taken towards the destination, and
// the connect() fails although other ports are free. A cursor that hands out one port after the other, and a
// random choice. Poisson attempts; every attempt, successful or not, moves the cursor by one port.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/vocabulary/port.hpp"

namespace portsim {

// The cursor's way through the ports, moved by the attempts towards all destinations together.
struct CursorPace {
  PortCount ports = 0;
  double rate = 0;  // attempts per second, positive
};

// How long a connection keeps its port, in seconds: a constant part, and a random rest if there is any.
struct RandomLease {
  double constant = 0;
  std::function<double(double seconds)> rest_exceeds;  // P(rest > seconds); empty: there is no rest
};

// The probability that the cursor comes back to a port for the first, second, ... time while the port is
// still taken. Ends when these are negligible, or after `laps_max`.
std::vector<double> cursor_return_probabilities(const CursorPace&, const RandomLease&, std::int64_t laps_max);

// The cursor's returns to a port during a lease, on average: the sum of the above.
double cursor_returns_mean(const std::vector<double>& return_probabilities);

// The long-run fraction of the attempts towards a destination with this share of all attempts that fail.
double cursor_failure_fraction(double share, double returns_mean);

// How many of the attempts towards that destination fail, on average, while a Poisson number of attempts
// (towards all destinations) with this mean is made from an empty pool. In overload the failures come a lap
// at a time and the laps stay in step for long, so that a run's fraction depends on where it ends.
double cursor_failures_from_empty(PortCount ports, double share,
                                  const std::vector<double>& return_probabilities, double attempts_mean);

// One random port: the ports taken towards one destination are then a loss system that accepts with the
// probability that a port is free, which is exact whatever the distribution of the lease (D. Oakes, 1976).
double random_once_failure_fraction(double load_per_port);

}  // namespace portsim
