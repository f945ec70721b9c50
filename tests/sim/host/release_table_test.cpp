#include "sim/host/release_table.hpp"

#include <map>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(std::int64_t nanoseconds) {
  return SimTime{Duration{nanoseconds}};
}

void hold(ReleaseTable& table, ReleaseTable::Key key, SimTime until, SimTime now) {
  while (!table.write(key, until, now)) table.grow(now);
}

// A table may forget what is over.
SimTime held_until(SimTime until, SimTime now) {
  return until > now ? until : SimTime{};
}

}  // namespace

TEST_CASE("A table without slots holds nothing", "[host]") {
  ReleaseTable table;
  CHECK(table.slot_count() == 0);
  CHECK(table.free_at(7) == SimTime{});
  CHECK_FALSE(table.write(7, at(10), at(1)));
}

TEST_CASE("After any history a table knows until when each key is held", "[host]") {
  CHECK(rc::check([] {
    ReleaseTable table;
    std::map<ReleaseTable::Key, SimTime> known;
    const auto keys = *rc::gen::inRange<ReleaseTable::Key>(1, 300);
    // What tells keys apart stands in the lower half of the bits, in the upper half, or in both.
    const auto stride = *rc::gen::element<ReleaseTable::Key>(1, 1ULL << 32, (1ULL << 32) + 1);
    const auto longest = *rc::gen::inRange<std::int64_t>(1, 2000);
    std::int64_t now = 0;
    const int steps = *rc::gen::inRange(0, 1000);
    for (int step = 0; step < steps; ++step) {
      now += *rc::gen::inRange<std::int64_t>(0, 5);
      const ReleaseTable::Key key = stride * *rc::gen::inRange<ReleaseTable::Key>(0, keys);
      RC_ASSERT(held_until(table.free_at(key), at(now)) == held_until(known[key], at(now)));
      if (*rc::gen::inRange(0, 10) == 0) {
        known[key] = std::min(known[key], at(now));
        table.bring_forward(key, at(now));
      } else {
        known[key] = std::max(known[key], at(now + *rc::gen::inRange<std::int64_t>(0, longest)));
        hold(table, key, known[key], at(now));
      }
    }
    for (const auto& [key, until] : known)
      RC_ASSERT(held_until(table.free_at(key), at(now)) == held_until(until, at(now)));
  }));
}

// Beyond half of its slots a table may have no room, so that it has two to four slots for what is held.
TEST_CASE("A table follows what is held at once, however many keys come and go", "[host]") {
  const std::int64_t held = GENERATE(16, 100, 1000, 10'000);
  ReleaseTable table;
  for (std::int64_t now = 0; now < 200 * held; ++now) {
    const auto key = static_cast<ReleaseTable::Key>(now);
    hold(table, key << 32 | key % 1000, at(now + held), at(now));
  }
  CHECK(table.slot_count() >= held);
  CHECK(table.slot_count() <= 4 * held);
}
