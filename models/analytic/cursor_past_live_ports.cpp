#include "models/analytic/cursor_past_live_ports.hpp"

#include <cassert>

#include "models/analytic/one_look.hpp"

namespace portsim {

namespace {

struct AtPace {
  double failing = 0;      // the fraction of the attempts
  double passed_over = 0;  // live ports, for each attempt
};

// Each connection is passed over so many times; only successful attempts make connections.
AtPace at_pace(double ports_a_second, const std::vector<CursorDestination>& destinations) {
  AtPace sum;
  for (const CursorDestination& destination : destinations) {
    const CursorReturns returns = destination.returns(ports_a_second);
    const double failing = cursor_failure_fraction(destination.share, returns.afterwards);
    sum.failing += destination.share * failing;
    sum.passed_over += destination.share * (1 - failing) * returns.while_live;
  }
  return sum;
}

}  // namespace

CursorPastLivePorts cursor_past_live_ports(double rate, const std::vector<CursorDestination>& destinations) {
  assert(rate > 0);
  const auto pace_at = [&](double pace) { return rate * (1 + at_pace(pace, destinations).passed_over); };
  constexpr double pace_max = 1e6;  // ports an attempt: live connections hold all of them
  double low = rate;
  double high = rate;
  while (pace_at(high) > high && high < pace_max * rate) {
    low = high;
    high *= 2;
  }
  constexpr double tolerance = 1e-6;
  while (high - low > tolerance * high) {
    const double middle = low + (high - low) / 2;
    (pace_at(middle) > middle ? low : high) = middle;
  }
  return {high, at_pace(high, destinations).failing};
}

}  // namespace portsim
