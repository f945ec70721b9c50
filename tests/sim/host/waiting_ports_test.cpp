#include "sim/host/waiting_ports.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

// What is over may be forgotten.
SimTime until(const WaitingPorts& waiting, PortOffset port, SimTime now) {
  const SimTime when = waiting.until(port);
  return when > now ? when : SimTime{};
}

}  // namespace

TEST_CASE("A list of waiting ports gives the answers that a dense column gives, and after it a sparse one",
          "[host]") {
  CHECK(rc::check([] {
    const auto ports = *rc::gen::inRange<PortCount>(1, 40);
    WaitingPorts few{0, ports, ColumnForm::sparse};
    WaitingPorts dense{0, ports, ColumnForm::dense};
    SimTime now;
    const int steps = *rc::gen::inRange(0, 100);
    for (int n = 0; n < steps; ++n) {
      now = now + Duration{*rc::gen::inRange(0, 20)};
      const auto port = *rc::gen::inRange<PortOffset>(0, ports);
      const SimTime before = until(dense, port, now);
      RC_ASSERT(until(few, port, now) == before);
      if (before > now && *rc::gen::arbitrary<bool>()) {
        few.bring_forward(port, now);
        dense.bring_forward(port, now);
      } else {
        const SimTime later = std::max(before, now) + Duration{*rc::gen::inRange(0, 60)};
        few.wait(port, later, now);
        dense.wait(port, later, now);
      }
    }
  }));
}

TEST_CASE("More ports wait than a list has room for", "[host]") {
  WaitingPorts waiting{0, 100, ColumnForm::sparse};
  for (PortOffset port = 0; port < 10; ++port) waiting.wait(port, at(100 + port), at(0));
  for (PortOffset port = 0; port < 10; ++port) CHECK(waiting.until(port) == at(100 + port));
  CHECK(waiting.until(10) == at(0));
}

TEST_CASE("A copy of what waits is one by itself, as a list and as a column", "[host]") {
  const auto form = GENERATE(ColumnForm::sparse, ColumnForm::dense);
  WaitingPorts original{3, 100, form};
  original.wait(7, at(50), at(0));
  WaitingPorts copy{original};
  original.bring_forward(7, at(10));
  copy.wait(8, at(60), at(0));
  CHECK(original.until(7) == at(10));
  CHECK(original.until(8) == at(0));
  CHECK(copy.until(7) == at(50));
  CHECK(copy.until(8) == at(60));
  CHECK(copy.host() == 3);
}

TEST_CASE("The ports of a host that does not count are not counted", "[host]") {
  CHECK_FALSE(WaitingPorts{5}.are_counted());
  CHECK(WaitingPorts{5}.host() == 5);
  CHECK(WaitingPorts{5, 1, ColumnForm::sparse}.are_counted());
}
