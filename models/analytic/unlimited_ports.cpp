#include "models/analytic/unlimited_ports.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/analytic/poisson.hpp"

namespace portsim {

namespace {

// x' = rate - x/h over the first `elapsed` seconds of a piece, in closed form.
double open_after(double open, const RatePiece& piece, double elapsed, double hold_mean) {
  const double settled = -std::expm1(-elapsed / hold_mean);
  const double slope = piece.length > 0 ? (piece.rate_last - piece.rate_first) / piece.length : 0;
  return open * (1 - settled) + hold_mean * piece.rate_first * settled +
         hold_mean * slope * (elapsed - hold_mean * settled);
}

double open_at(const AttemptRate& rate, double hold_mean, double seconds) {
  if (hold_mean == 0) return 0;
  double open = 0;
  for (const RatePiece& piece : rate) {
    if (seconds <= 0) return open;
    open = open_after(open, piece, std::min(seconds, piece.length), hold_mean);
    seconds -= piece.length;
  }
  return seconds > 0 ? open * std::exp(-seconds / hold_mean) : open;
}

}  // namespace

// What is in TIME_WAIT has closed since one TIME_WAIT ago: the attempts up to now that are open no more, less
// those that were open no more then.
PortDemand demand_at(const AttemptRate& rate, const PortUse& use, double seconds) {
  assert(use.hold_mean >= 0 && use.time_wait >= 0);
  const double before = seconds - use.time_wait;
  const double open = open_at(rate, use.hold_mean, seconds);
  const double closed = attempts_until(rate, seconds) - open;
  const double closed_before = attempts_until(rate, before) - open_at(rate, use.hold_mean, before);
  return {open, use.client_closes.value() * (closed - closed_before)};
}

double full_at_most(PortCount ports, const PortDemand& demand) {
  return poisson_tail(ports, std::max(0.0, demand.ports()));
}

}  // namespace portsim
