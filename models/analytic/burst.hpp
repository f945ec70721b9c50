// A pool through a burst: the probability that every port is in use as time goes on, and the failures to
// expect. An estimate: the pool behaves at every moment like a loss system in balance that carries what was
// accepted so far and has not come back (the carried-load fixed point; N. Izady and D. Worthington, EJOR
// 2011). Against simulations it is good in overload and after it, and low by up to a factor of four while the
// probability is still small on the way in: state it together with full_at_most(). A constant TIME_WAIT
// echoes an overload; of the echoes only the times are good. Seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/analytic/attempt_rate.hpp"
#include "models/analytic/unlimited_ports.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

struct Burst {
  PortCount ports = 0;  // at least one
  AttemptRate attempts;
  PortUse use;  // the mean lease is positive
};

struct BurstCourse {
  double step = 0;
  std::vector<double> full;    // P(every port is in use) at 0, step, 2 step, ...; below 1e-15 it is 0
  std::vector<double> in_use;  // ports, mean, at the same times
  double failures_mean = 0;    // of all the attempts

  double full_at(double seconds) const;  // between the steps on a straight line
};

// From an empty pool to the end of the attempts, in five hundred steps a mean lease. Nothing if these are
// more than burst_steps_max: a lease that short follows the rate at once, and Erlang's B at the rate of the
// moment is the answer.
inline constexpr std::int64_t burst_steps_max = 1'000'000;
std::optional<BurstCourse> course_of(const Burst&);

}  // namespace portsim
