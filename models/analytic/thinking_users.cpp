#include "models/analytic/thinking_users.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/analytic/erlang_b_between.hpp"

namespace portsim {

namespace {

// (1 - e^-(s T)) / s, and T - that, divided by s: without cancellation, and for s without limit.
double settled(double rate, double time) {
  return -std::expm1(-rate * time) / rate;
}

// Servers in the rescaled system, of which each is a step. Needs that hardly vary make it as large as one
// likes, and it then loses what does not fit.
constexpr double rescaled_servers_max = 1e6;

}  // namespace

// The user is connected with probability q, and closes n connections a second; what the second moment adds
// are pairs of closes within one TIME_WAIT, and closes before an open connection.
PortNeed port_need_of(const ThinkingUser& user) {
  assert(user.think > 0 && user.hold >= 0 && user.time_wait >= 0);
  const double t = user.time_wait;
  const double cycle = user.think + user.hold;
  const double q = user.hold / cycle;
  const double n = 1 / cycle;
  const double mean = q + n * t;
  if (user.hold == 0) return {mean, mean};  // closes are a Poisson stream
  const double s = 1 / user.think + 1 / user.hold;
  const double lag = settled(s, t);
  const double pairs = n * n * t * t - 2 * n * n * (t - lag) / s;
  const double with_open = 2 * n * q * (t - lag);
  return {mean, mean + pairs + with_open - mean * mean};
}

double refused_attempts_estimate(const ThinkingUsers& given) {
  const PortNeed need = port_need_of(given.each);
  if (need.mean == 0) return 0;
  const double peakedness = need.variance / need.mean;
  const double load = static_cast<double>(given.users) * need.mean;
  const bool varies = peakedness * rescaled_servers_max > given.ports;
  const double refused = varies ? erlang_b_between(given.ports / peakedness, {load / peakedness})
                                : std::max(0.0, 1 - given.ports / load);
  // Who is refused thinks again at once, and so is over-represented among those who ask.
  const double asks = 1 + given.each.hold / given.each.think;
  return refused * asks / (1 + refused * (asks - 1));
}

}  // namespace portsim
