#include "sim/host/port_times.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

// What is over may be forgotten.
HeldUntil held_until(const PortTimes& times, PortOffset port, SimTime now) {
  const HeldUntil held = times.held_until(port);
  return {held.bound > now ? held.bound : SimTime{}, held.clear > now ? held.clear : SimTime{}};
}

}  // namespace

TEST_CASE("A list of few ports gives the answers that dense columns give, and after it the sparse ones",
          "[host]") {
  CHECK(rc::check([] {
    const auto ports = *rc::gen::inRange<PortCount>(1, 60);
    PortTimes few{ports, ColumnForm::sparse, true};
    PortTimes dense{ports, ColumnForm::dense, false};
    SimTime now;
    const int steps = *rc::gen::inRange(0, 100);
    for (int n = 0; n < steps; ++n) {
      now = now + Duration{*rc::gen::inRange(0, 20)};
      const auto from = *rc::gen::inRange<PortOffset>(0, ports);
      RC_ASSERT(few.first_unbound(from, now) == dense.first_unbound(from, now));
      RC_ASSERT(few.first_clear(from, now) == dense.first_clear(from, now));
      RC_ASSERT(few.first_unbound_of_parity(from, now) == dense.first_unbound_of_parity(from, now));
      RC_ASSERT(few.first_clear_of_parity(from, now) == dense.first_clear_of_parity(from, now));
      RC_ASSERT(few.is_unbound(from, now) == dense.is_unbound(from, now));
      RC_ASSERT(few.is_clear(from, now) == dense.is_clear(from, now));
      const HeldUntil before = held_until(dense, from, now);
      RC_ASSERT(held_until(few, from, now) == before);
      if (before.clear > now && *rc::gen::arbitrary<bool>()) {
        const HeldUntil earlier{std::min(before.bound, now), now};
        few.bring_forward(from, earlier);
        dense.bring_forward(from, earlier);
      } else {
        const SimTime bound = std::max(before.bound, now + Duration{*rc::gen::inRange(0, 40)});
        const HeldUntil later{bound, std::max(before.clear, bound + Duration{*rc::gen::inRange(0, 40)})};
        few.hold(from, later, now);
        dense.hold(from, later, now);
      }
    }
  }));
}

TEST_CASE("Ports that another column closes are passed, whether few are held or many", "[host]") {
  PortTimes times{100, ColumnForm::sparse, true};
  ReleaseColumn closed{100, ColumnForm::dense};
  times.hold(0, {at(10), at(20)}, at(0));
  closed.hold_until(1, at(30), at(0));
  CHECK(times.first_clear_in_both(0, at(5), closed) == 2);
  CHECK(times.first_clear_of_parity_in_both(0, at(5), closed) == 2);
  CHECK(times.first_clear_of_parity_in_both(1, at(5), closed) == 3);
  CHECK(times.first_clear_in_both(0, at(20), closed) == 0);
  CHECK(times.held_until(0) == HeldUntil{at(10), at(20)});
}

TEST_CASE("What is over makes room in a list of few ports, and nothing else does", "[host]") {
  FewPorts few;
  for (PortOffset port = 0; port < FewPorts::most; ++port) CHECK(few.write(port, {at(5), at(10)}, at(0)));
  CHECK_FALSE(few.write(99, {at(15), at(20)}, at(9)));
  CHECK(few.held_until(99) == HeldUntil{});
  CHECK(few.write(99, {at(15), at(20)}, at(10)));
  CHECK(few.held_until(99) == HeldUntil{at(15), at(20)});
  CHECK(few.write(99, {at(25), at(30)}, at(11)));
  CHECK(few.held_until(99) == HeldUntil{at(25), at(30)});
}
