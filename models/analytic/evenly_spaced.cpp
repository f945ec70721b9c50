#include "models/analytic/evenly_spaced.hpp"

#include <algorithm>
#include <cassert>

namespace portsim {

namespace {

__extension__ using WideInteger = __int128;  // a rate's numerator times a duration may exceed 64 bits

// The smallest whole number not below length * rate.
std::int64_t events_ceil(Duration length, Rate rate) {
  assert(length >= Duration::zero() && rate.events >= 0 && rate.per > Duration::zero());
  const WideInteger per = rate.per.count();
  const WideInteger scaled = WideInteger{length.count()} * rate.events;
  return static_cast<std::int64_t>((scaled + per - 1) / per);
}

// Attempts from one that gets a port to the first that can have the same port again.
std::int64_t attempts_per_lease(const EvenlySpaced& given) {
  const std::int64_t made = events_ceil(given.lease, given.rate);
  return std::max<std::int64_t>(1, attempts_in_turn(made, 0, given.turns));
}

}  // namespace

double OutageCycle::failure_fraction() const {
  return static_cast<double>(length - successes) / static_cast<double>(length);
}

std::int64_t OutageCycle::failures_in_first(std::int64_t attempts) const {
  assert(attempts >= 0);
  const std::int64_t in_last_cycle = std::max<std::int64_t>(0, attempts % length - successes);
  return attempts / length * (length - successes) + in_last_cycle;
}

OutageCycle cycle_trying_every_port(const EvenlySpaced& given) {
  const std::int64_t length = attempts_per_lease(given);
  return {length, std::min<std::int64_t>(length, given.ports)};
}

OutageCycle cycle_of_cursor(const EvenlySpaced& given) {
  assert(given.ports > 0);
  const std::int64_t lap = given.ports;
  const std::int64_t laps = (attempts_per_lease(given) + lap - 1) / lap;
  return {laps * lap, lap};
}

std::optional<Duration> first_failure_after(const EvenlySpaced& given) {
  if (attempts_per_lease(given) <= given.ports) return std::nullopt;
  const WideInteger scaled = WideInteger{given.ports} * given.turns * given.rate.per.count();
  return Duration{static_cast<std::int64_t>(scaled / given.rate.events)};
}

std::int64_t attempts_within(Duration length, Rate rate) {
  return events_ceil(length, rate);
}

std::int64_t attempts_in_turn(std::int64_t attempts, std::uint32_t turn, std::uint32_t turns) {
  assert(attempts >= 0 && turn < turns);
  return attempts / turns + (attempts % turns > turn ? 1 : 0);
}

}  // namespace portsim
