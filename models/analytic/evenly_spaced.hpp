// Evenly spaced attempts whose connections all keep their port for the same time, from an empty pool: the
// whole run is a fixed pattern, and everything about it can be counted. A port that becomes free at the very
// instant of an attempt is free for it. In whole numbers throughout: with round figures such ties are the
// rule.
#pragma once

#include <cstdint>
#include <optional>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/rate.hpp"

namespace portsim {

struct EvenlySpaced {
  Rate rate;  // not zero
  Duration lease = Duration::zero();
  PortCount ports = 0;
  std::uint32_t turns = 1;  // of the attempts every turns-th is made on these ports
};

// The pattern repeats after `length` attempts: first `successes` in a row, then only failures.
struct OutageCycle {
  std::int64_t length = 1;
  std::int64_t successes = 1;

  double failure_fraction() const;
  std::int64_t failures_in_first(std::int64_t attempts) const;
};

// Every port is tried: nothing fails until all ports are in use, then everything until the first comes back.
OutageCycle cycle_trying_every_port(const EvenlySpaced&);

// A cursor hands out one port after the other, used or not: a lap without failures, then laps of failures for
// as long as it meets its own ports still taken. Towards a single destination.
OutageCycle cycle_of_cursor(const EvenlySpaced&);

// After the first attempt, rounded down; the same for both. Nothing: never.
std::optional<Duration> first_failure_after(const EvenlySpaced&);

// How many attempts are made in the first `length` of a client's life; the first is made at once.
std::int64_t attempts_within(Duration length, Rate rate);

// Of that many attempts, those of one that takes turns with others: `turn` of them go first.
std::int64_t attempts_in_turn(std::int64_t attempts, std::uint32_t turn, std::uint32_t turns);

}  // namespace portsim
