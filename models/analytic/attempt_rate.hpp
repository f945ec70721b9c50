// A rate of Poisson attempts that changes with time: pieces one after the other from time zero, each constant
// or a straight ramp. Before and after them nothing is attempted. Seconds and attempts per second.
#pragma once

#include <vector>

namespace portsim {

struct RatePiece {
  double length = 0;
  double rate_first = 0;
  double rate_last = 0;

  double attempts(double elapsed) const;  // on average, in the first so many seconds of the piece
};

constexpr RatePiece constant_rate(double length, double rate) {
  return {length, rate, rate};
}

using AttemptRate = std::vector<RatePiece>;

double length_of(const AttemptRate&);
double attempts_until(const AttemptRate&,
                      double seconds);  // on average; none before zero

}  // namespace portsim
