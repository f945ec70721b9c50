// How long the connections of an open client keep their ports, as a random variable: a constant part (round
// trips, TIME_WAIT, a constant hold) and a random rest (the hold otherwise). Seconds.
#pragma once

#include <complex>
#include <functional>

#include "models/vocabulary/duration.hpp"
#include "models/workload/holding_time.hpp"

namespace portsim {

struct LeaseLaw {
  double constant = 0;
  double rest_mean = 0;
  double rest_variance = 0;
  std::function<double(double)> rest_exceeds;      // P(rest > seconds); empty where there is no rest
  std::function<double(double)> rest_excess_mean;  // E max(0, rest - seconds)
  // E exp(i w rest), at w radians per second
  std::function<std::complex<double>(double)> rest_characteristic;

  double mean() const { return constant + rest_mean; }
  // E max(0, lease - seconds): times the attempt rate, the ports that are still missing `seconds` after a
  // start with an empty pool.
  double excess_mean(double seconds) const;
  // E exp(i w lease): of length one where all leases are equal, short where they differ by a whole turn.
  std::complex<double> characteristic(double radians_per_second) const;
};

// A hold, and a constant time more.
LeaseLaw lease_law(const HoldingTimeSpec&, Duration besides_hold);

}  // namespace portsim
