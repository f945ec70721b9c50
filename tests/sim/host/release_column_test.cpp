#include "sim/host/release_column.hpp"

#include <chrono>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

PortOffset first_free_by_walking(const std::vector<SimTime>& free_at, PortOffset from, SimTime now) {
  const auto size = static_cast<PortCount>(free_at.size());
  for (PortCount step = 0; step < size; ++step) {
    const PortOffset port = (from + step) % size;
    if (free_at[port] <= now) return port;
  }
  return no_port;
}

PortOffset first_of_parity_by_walking(const std::vector<SimTime>& free_at, PortOffset from, SimTime now) {
  for (PortOffset port = from; port < free_at.size(); port += 2)
    if (free_at[port] <= now) return port;
  return no_port;
}

ColumnForm either_form() {
  return GENERATE(ColumnForm::sparse, ColumnForm::dense);
}

}  // namespace

TEST_CASE("A new column is free everywhere", "[host]") {
  ReleaseColumn column{130, either_form()};
  for (PortOffset port = 0; port < column.size(); ++port) CHECK(column.first_free(port, at(0)) == port);
}

TEST_CASE("A port is free again at the very instant of its release, not before", "[host]") {
  ReleaseColumn column{1, either_form()};
  column.hold_until(0, at(10), at(1));
  CHECK(column.first_free(0, at(9)) == no_port);
  CHECK(column.first_free(0, at(10)) == 0);
}

TEST_CASE("A search wraps at the end of the range and finds the port just behind its start", "[host]") {
  const PortCount size = GENERATE(2U, 63U, 64U, 65U, 128U, 1000U);
  ReleaseColumn column{size, either_form()};
  const PortOffset only_free = GENERATE_COPY(0U, 1U, size / 2, size - 1);
  for (PortOffset port = 0; port < size; ++port) {
    if (port != only_free) column.hold_until(port, at(100), at(0));
  }
  CHECK(column.first_free((only_free + 1) % size, at(1)) == only_free);
}

TEST_CASE("A sparse column becomes dense while more and more ports are held, and forgets none", "[host]") {
  const PortCount size = 1000;
  ReleaseColumn column{size, ColumnForm::sparse};
  for (PortOffset held = 0; held < size; ++held) {
    column.hold_until(held, at(100 + held), at(0));
    REQUIRE(column.first_free(0, at(99)) == (held + 1 == size ? no_port : held + 1));
  }
  CHECK(column.is_dense());
  for (PortOffset port = 0; port < size; ++port) CHECK(column.free_at(port) == at(100 + port));
}

TEST_CASE("A column stays sparse however often its ports are taken, while few are held at once", "[host]") {
  const PortCount size = 16384;
  ReleaseColumn column{size, ColumnForm::sparse};
  for (std::int64_t now = 0; now < 10 * size; ++now) {
    const PortOffset port = static_cast<PortOffset>(now * 7919 % size);
    REQUIRE(column.is_free(port, at(now)));
    column.hold_until(port, at(now + 60), at(now));
  }
  CHECK(!column.is_dense());
}

// Sparse columns of up to 31 ports are dense from their first entry; of 300 from about 50 held ports on.
TEST_CASE("After any history a search finds what a walk over all ports finds, in either form", "[host]") {
  CHECK(rc::check([] {
    const auto size = *rc::gen::inRange<PortCount>(1, 300);
    ReleaseColumn column{size, *rc::gen::element(ColumnForm::sparse, ColumnForm::dense)};
    std::vector<SimTime> free_at(size);
    std::int64_t now = 0;
    const auto steps = *rc::gen::inRange(0, 800);
    // Mostly long leases, so that the column is full much of the time.
    const auto longest = *rc::gen::inRange<std::int64_t>(1, 2000);
    for (int step = 0; step < steps; ++step) {
      now += *rc::gen::inRange<std::int64_t>(0, 5);
      const auto from = *rc::gen::inRange<PortOffset>(0, size);
      const PortOffset found = column.first_free(from, at(now));
      RC_ASSERT(found == first_free_by_walking(free_at, from, at(now)));
      RC_ASSERT(column.is_free(from, at(now)) == (free_at[from] <= at(now)));
      if (*rc::gen::inRange(0, 2) == 0)
        RC_ASSERT(column.first_free_of_parity(from, at(now)) ==
                  first_of_parity_by_walking(free_at, from, at(now)));
      if (found != no_port) {
        free_at[found] = at(now + *rc::gen::inRange<std::int64_t>(0, longest));
        column.hold_until(found, free_at[found], at(now));
      }
      if (free_at[from] > at(now) && *rc::gen::inRange(0, 10) == 0) {
        free_at[from] = at(*rc::gen::inRange(now, free_at[from].since_start().count()));
        column.bring_forward(from, free_at[from]);
      }
    }
  }));
}
