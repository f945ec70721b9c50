#include "sim/host/four_tuple_times.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

// A time that is over may be forgotten.
SimTime held_until(SimTime until, SimTime now) {
  return until > now ? until : SimTime{};
}

// The same, plainly.
class PlainTimes {
 public:
  explicit PlainTimes(PortCount ports) : ports_{ports} {}

  SimTime free_at(DestinationIndex destination, PortOffset port) const {
    const auto found = until_.find({destination, port});
    return found == until_.end() ? SimTime{} : found->second;
  }
  SimTime bound_until(PortOffset port) const {
    const auto found = bound_.find(port);
    return found == bound_.end() ? SimTime{} : found->second;
  }
  SimTime last_free_at(PortOffset port) const {
    SimTime last;
    for (const auto& [four_tuple, until] : until_)
      if (four_tuple.second == port) last = std::max(last, until);
    return last;
  }
  bool is_usable(DestinationIndex destination, PortOffset port, SimTime now) const {
    return free_at(destination, port) <= now && bound_until(port) <= now;
  }
  PortOffset first_usable(DestinationIndex destination, PortOffset from, SimTime now) const {
    for (PortCount step = 0; step < ports_; ++step)
      if (is_usable(destination, (from + step) % ports_, now)) return (from + step) % ports_;
    return no_port;
  }
  PortOffset first_usable_of_parity(DestinationIndex destination, PortOffset from, SimTime now) const {
    for (PortOffset port = from; port < ports_; port += 2)
      if (is_usable(destination, port, now)) return port;
    return no_port;
  }
  SimTime& until(DestinationIndex destination, PortOffset port) { return until_[{destination, port}]; }
  SimTime& bound(PortOffset port) { return bound_[port]; }

 private:
  PortCount ports_;
  std::map<std::pair<DestinationIndex, PortOffset>, SimTime> until_;
  std::map<PortOffset, SimTime> bound_;
};

struct Tried {
  FourTupleTimes times;
  ReleaseColumn bound;
  PlainTimes plain;
};

// A port is taken as a pool does it, or its four-tuple is given up.
void take_or_give_up(Tried& tried, DestinationIndex destination, PortOffset port, SimTime now) {
  SimTime& until = tried.plain.until(destination, port);
  if (tried.plain.is_usable(destination, port, now)) {
    const SimTime closed = now + Duration{*rc::gen::inRange(0, 100)};
    until = closed + Duration{*rc::gen::inRange(0, 2000)};
    tried.plain.bound(port) = closed;
    tried.bound.hold_until(port, closed, now);
    tried.times.hold_until(destination, port, until, now);
  } else if (until > now && *rc::gen::inRange(0, 4) == 0) {
    tried.times.bring_forward(destination, port, until = now);
    if (SimTime& bound = tried.plain.bound(port); bound > now) {
      tried.bound.bring_forward(port, bound = now);
      tried.times.bound_brought_forward(port, now);
    }
  }
}

}  // namespace

// Mostly towards the first destination, which gets a column of its own on the way.
TEST_CASE("After any history four-tuples are free as a plain list of them says, in either form", "[host]") {
  CHECK(rc::check([] {
    const auto ports = *rc::gen::inRange<PortCount>(1, 100);
    const auto destinations = *rc::gen::inRange<DestinationIndex>(2, 20);
    const auto form = *rc::gen::element(ColumnForm::sparse, ColumnForm::dense);
    Tried tried{{ports, destinations, form}, {ports, form}, PlainTimes{ports}};
    SimTime now;
    const int steps = *rc::gen::inRange(0, 600);
    for (int step = 0; step < steps; ++step) {
      now = now + Duration{*rc::gen::inRange(0, 10)};
      const bool is_first = *rc::gen::arbitrary<bool>();
      const auto towards = is_first ? 0 : *rc::gen::inRange<DestinationIndex>(0, destinations);
      const auto from = *rc::gen::inRange<PortOffset>(0, ports);
      const PortOffset found = tried.times.first_usable(towards, from, now, tried.bound);
      RC_ASSERT(found == tried.plain.first_usable(towards, from, now));
      RC_ASSERT(tried.times.first_usable_of_parity(towards, from, now, tried.bound) ==
                tried.plain.first_usable_of_parity(towards, from, now));
      RC_ASSERT(tried.times.is_free(towards, from, now) == (tried.plain.free_at(towards, from) <= now));
      RC_ASSERT(held_until(tried.times.last_free_at(from), now) ==
                held_until(tried.plain.last_free_at(from), now));
      take_or_give_up(tried, towards, *rc::gen::element(found == no_port ? from : found, from), now);
    }
  }));
}

TEST_CASE("A destination gets a column once searches have passed as many held ports as there are", "[host]") {
  const PortCount ports = 1000;
  FourTupleTimes times{ports, 2, ColumnForm::sparse};
  ReleaseColumn bound{ports, ColumnForm::sparse};
  const auto searched = [&](int searches) {
    for (int n = 0; n < searches; ++n) CHECK(times.first_usable(1, 0, at(1), bound) == 200);
    return times.has_column(1);
  };
  for (PortOffset port = 0; port < 200; ++port) times.hold_until(1, port, at(60), at(0));
  CHECK_FALSE(searched(4));
  CHECK(searched(1));
  CHECK_FALSE(times.has_column(0));
}

TEST_CASE("A destination that holds few ports gets no column, however often searches pass them", "[host]") {
  const PortCount ports = 1000;
  FourTupleTimes times{ports, 2, ColumnForm::sparse};
  ReleaseColumn bound{ports, ColumnForm::sparse};
  for (PortOffset port = 0; port < 100; ++port) times.hold_until(1, port, at(60), at(0));
  for (int n = 0; n < 100; ++n) CHECK(times.first_usable(1, 0, at(1), bound) == 100);
  CHECK_FALSE(times.has_column(1));
}

// 16,384 slots have room for about 13,000 four-tuples.
TEST_CASE("When the table is full, destinations that hold much of their ports get columns", "[host]") {
  const PortCount ports = 1000;
  const DestinationIndex destinations = 200;
  FourTupleTimes times{ports, destinations, ColumnForm::sparse};
  for (PortOffset port = 0; port < 50; ++port)
    for (DestinationIndex n = 1; n < destinations; ++n) times.hold_until(n, port, at(60), at(0));
  for (PortOffset port = 0; port < ports; ++port)
    for (DestinationIndex n = 0; n < 100; n += 25) times.hold_until(n, port, at(60 + port), at(0));
  for (DestinationIndex n = 0; n < destinations; ++n) CHECK(times.has_column(n) == (n < 100 && n % 25 == 0));
  for (PortOffset port = 0; port < ports; ++port) CHECK(times.free_at(75, port) == at(60 + port));
  CHECK(times.free_at(76, 49) == at(60));
}

TEST_CASE("Destinations that get columns leave no room behind in the table", "[host]") {
  const PortCount ports = 10'000;
  FourTupleTimes times{ports, 50, ColumnForm::sparse};
  ReleaseColumn bound{ports, ColumnForm::sparse};
  for (PortOffset port = 0; port < ports; ++port)
    for (DestinationIndex n = 0; n < 40; ++n) times.hold_until(n, port, at(60), at(0));
  for (DestinationIndex n = 40; n < 50; ++n) times.hold_until(n, 7, at(60), at(0));
  CHECK(times.slots_in_table() <= 16);
  CHECK_FALSE(times.is_free(45, 7, at(1)));
  for (PortOffset port = 0; port < 2000; ++port) times.hold_until(45, port, at(60), at(0));
  for (int n = 0; n < 5; ++n) CHECK(times.first_usable(45, 0, at(1), bound) == 2000);
  CHECK(times.has_column(45));
  CHECK(times.slots_in_table() <= 32);
}

TEST_CASE("Four-tuples take as much memory as are held, however many destinations they lead to", "[host]") {
  const auto slots_for = [](DestinationIndex destinations) {
    FourTupleTimes times{1000, destinations, ColumnForm::sparse};
    for (std::int64_t now = 0; now < 200'000; ++now)
      times.hold_until(static_cast<DestinationIndex>(now) % destinations, static_cast<PortOffset>(now % 997),
                       at(now + 5000), at(now));
    return times.slots_in_table();
  };
  CHECK(slots_for(100'000) <= 4 * 5000);
  CHECK(slots_for(1000) <= 4 * 5000);
}
