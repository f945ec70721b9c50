#include "models/analytic/attempt_rate.hpp"

#include <algorithm>
#include <cassert>

namespace portsim {

double RatePiece::attempts(double elapsed) const {
  assert(rate_first >= 0 && rate_last >= 0 && elapsed >= 0 && elapsed <= length);
  if (elapsed == 0) return 0;
  return elapsed * (rate_first + (rate_last - rate_first) * elapsed / (2 * length));
}

double length_of(const AttemptRate& rate) {
  double length = 0;
  for (const RatePiece& piece : rate) length += piece.length;
  return length;
}

double attempts_until(const AttemptRate& rate, double seconds) {
  double attempts = 0;
  for (const RatePiece& piece : rate) {
    if (seconds <= 0) break;
    attempts += piece.attempts(std::min(seconds, piece.length));
    seconds -= piece.length;
  }
  return attempts;
}

}  // namespace portsim
