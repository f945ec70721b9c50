#include "sim/host/release_column.hpp"

#include <chrono>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

PortOffset first_free_by_walking(const ReleaseColumn& column, PortOffset from, SimTime now) {
  for (PortCount step = 0; step < column.size(); ++step) {
    const PortOffset port = (from + step) % column.size();
    if (column.free_at(port) <= now) return port;
  }
  return no_port;
}

}  // namespace

TEST_CASE("A new column is free everywhere", "[host]") {
  ReleaseColumn column{130};
  for (PortOffset port = 0; port < column.size(); ++port) CHECK(column.first_free(port, at(0)) == port);
}

TEST_CASE("A port is free again at the very instant of its release, not before", "[host]") {
  ReleaseColumn column{1};
  column.hold_until(0, at(10));
  CHECK(column.first_free(0, at(9)) == no_port);
  CHECK(column.first_free(0, at(10)) == 0);
}

TEST_CASE("A search wraps at the end of the range and finds the port just behind its start", "[host]") {
  const PortCount size = GENERATE(2U, 63U, 64U, 65U, 128U, 1000U);
  ReleaseColumn column{size};
  const PortOffset only_free = GENERATE_COPY(0U, 1U, size / 2, size - 1);
  for (PortOffset port = 0; port < size; ++port) {
    if (port != only_free) column.hold_until(port, at(100));
  }
  CHECK(column.first_free((only_free + 1) % size, at(1)) == only_free);
}

TEST_CASE("After any history a search finds what a walk over all ports finds", "[host]") {
  CHECK(rc::check([] {
    const auto size = *rc::gen::inRange<PortCount>(1, 300);
    ReleaseColumn column{size};
    std::int64_t now = 0;
    const auto steps = *rc::gen::inRange(0, 800);
    // Mostly long leases, so that the column is full much of the time.
    const auto longest = *rc::gen::inRange<std::int64_t>(1, 2000);
    for (int step = 0; step < steps; ++step) {
      now += *rc::gen::inRange<std::int64_t>(0, 5);
      const auto from = *rc::gen::inRange<PortOffset>(0, size);
      const PortOffset found = column.first_free(from, at(now));
      RC_ASSERT(found == first_free_by_walking(column, from, at(now)));
      if (found != no_port) column.hold_until(found, at(now + *rc::gen::inRange<std::int64_t>(0, longest)));
    }
  }));
}
