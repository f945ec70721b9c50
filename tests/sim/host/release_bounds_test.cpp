#include "sim/host/release_bounds.hpp"

#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

constexpr Duration year = std::chrono::hours{24 * 365};

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

// One leaf below the top, and where a level more begins: the top has 32 entries, a node 16.
LeafIndex any_size() {
  return GENERATE(1U, 31U, 32U, 33U, 512U, 513U, 8192U);
}

ReleaseBounds held_until(LeafIndex leaves, SimTime until) {
  ReleaseBounds bounds{leaves};
  for (LeafIndex leaf = 0; leaf < leaves; ++leaf) bounds.write(leaf, until);
  return bounds;
}

}  // namespace

TEST_CASE("At first every leaf may be free, and each is followed by the next", "[host]") {
  const LeafIndex leaves = any_size();
  ReleaseBounds bounds{leaves};
  for (LeafIndex leaf = 0; leaf < leaves; ++leaf) {
    CHECK(bounds.next_wrapping(leaf, at(0s)) == (leaf + 1) % leaves);
    CHECK(bounds.next_up_to_end(leaf, at(0s)) == (leaf + 1 < leaves ? leaf + 1 : no_leaf));
  }
}

TEST_CASE("The only leaf that may be free is found from before it, from after it, and last from itself",
          "[host]") {
  const LeafIndex leaves = any_size();
  const LeafIndex only = GENERATE_COPY(0U, leaves / 2, leaves - 1);
  ReleaseBounds bounds = held_until(leaves, at(100s));
  bounds.write(only, at(50s));
  CHECK(bounds.next_wrapping(only, at(50s)) == only);
  CHECK(bounds.next_wrapping((only + 1) % leaves, at(50s)) == only);
  CHECK(bounds.next_wrapping((only + leaves - 1) % leaves, at(50s)) == only);
  CHECK(bounds.next_up_to_end(only, at(50s)) == no_leaf);
  if (only > 0) CHECK(bounds.next_up_to_end(only - 1, at(50s)) == only);
}

TEST_CASE("Where every leaf is held, nothing may be free before the first release", "[host]") {
  const LeafIndex leaves = any_size();
  ReleaseBounds bounds = held_until(leaves, at(100s));
  CHECK(!bounds.may_be_free(at(99s)));
  CHECK(bounds.next_wrapping(0, at(99s)) == no_leaf);
  CHECK(bounds.may_be_free(at(100s)));
}

TEST_CASE("A bound that is lowered is seen from every leaf, one that is lowered to later changes nothing",
          "[host]") {
  const LeafIndex leaves = any_size();
  ReleaseBounds bounds = held_until(leaves, at(100s));
  bounds.lower(leaves - 1, at(200s));
  CHECK(!bounds.may_be_free(at(99s)));
  bounds.lower(leaves - 1, at(-1s));
  CHECK(bounds.next_wrapping(0, at(0s)) == leaves - 1);
}

TEST_CASE("What is held for ever is free at no time of a run", "[host]") {
  ReleaseBounds bounds = held_until(40, SimTime::never());
  CHECK(!bounds.may_be_free(at(duration_max)));
  bounds.move_base(at(duration_max));
  for (LeafIndex leaf = 0; leaf < 40; ++leaf) bounds.write(leaf, SimTime::never());
  CHECK(!bounds.may_be_free(at(duration_max)));
}

// A float holds 24 bits: 2^-24 of a year is 1.9 s.
TEST_CASE("A bound is coarse far from its base, and exact to the nanosecond once the base has moved",
          "[host]") {
  const LeafIndex leaves = any_size();
  ReleaseBounds bounds = held_until(leaves, at(year));
  CHECK(bounds.may_be_free(at(year - 1ns)));
  CHECK(!bounds.may_be_free(at(year - 4s)));
  bounds.move_base(at(year - 1ns));
  for (LeafIndex leaf = 0; leaf < leaves; ++leaf) bounds.write(leaf, at(year));
  CHECK(!bounds.may_be_free(at(year - 1ns)));
  CHECK(bounds.may_be_free(at(year)));
}

TEST_CASE("The base is old after sixteen writes a leaf, and new again when all were written", "[host]") {
  const LeafIndex leaves = any_size();
  ReleaseBounds bounds{leaves};
  for (int round = 0; round < 3; ++round) {
    for (LeafIndex write = 0; write < 16 * leaves; ++write) bounds.write(write % leaves, at(1s));
    CHECK(!bounds.base_is_old());
    bounds.write(0, at(1s));
    CHECK(bounds.base_is_old());
    bounds.move_base(at(round * 1s));
    for (LeafIndex leaf = 0; leaf < leaves; ++leaf) bounds.write(leaf, at(1s));
  }
}

TEST_CASE("A leaf that is free never seems held, at any distance from the base", "[host]") {
  CHECK(rc::check([] {
    const auto leaves = *rc::gen::inRange<LeafIndex>(1, 600);
    ReleaseBounds bounds{leaves};
    const auto instant = rc::gen::inRange<std::int64_t>(-1000, duration_max.count());
    bounds.move_base(at(Duration{*instant}));
    const auto earliest = *rc::gen::container<std::vector<std::int64_t>>(leaves, instant);
    for (LeafIndex leaf = 0; leaf < leaves; ++leaf) bounds.write(leaf, at(Duration{earliest[leaf]}));
    const auto free = *rc::gen::inRange<LeafIndex>(0, leaves);
    const SimTime now = at(Duration{earliest[free] + *rc::gen::inRange(0, 2)});
    RC_ASSERT(bounds.may_be_free(now));
    // From leaf to leaf, each that seems free; the one that is must be among them.
    LeafIndex leaf = bounds.next_up_to_end(0, now);
    while (leaf < free) leaf = bounds.next_up_to_end(leaf, now);
    RC_ASSERT(free == 0 || leaf == free);
    RC_ASSERT(bounds.next_wrapping((free + leaves - 1) % leaves, now) == free);
  }));
}
