#include "models/ports/counter_table.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

CounterTable table_of(std::uint32_t counters, std::uint64_t seed = 1) {
  RandomStream random{
      {.seed = seed, .replication = 0, .purpose = StreamPurpose::port_selection, .owner = "h"}};
  return {counters, random};
}

std::vector<std::uint32_t> beginnings_of(std::uint32_t counters, std::uint64_t seed = 1) {
  CounterTable table = table_of(counters, seed);
  std::vector<std::uint32_t> beginnings;
  for (std::uint32_t index = 0; index < counters; ++index) beginnings.push_back(table.chosen_by(index));
  return beginnings;
}

}  // namespace

TEST_CASE("A counter keeps what is written while others come to be used", "[ports]") {
  const auto counters = GENERATE(as<std::uint32_t>{}, 1, 2, 10, 16, 17, 256, 65536);
  const std::vector<std::uint32_t> beginnings = beginnings_of(counters);
  CounterTable table = table_of(counters);
  for (std::uint32_t round = 1; round <= 3; ++round)
    for (std::uint32_t index = counters; index-- > 0;) {
      std::uint32_t& counter = table.chosen_by(index);
      REQUIRE(counter == beginnings[index] + round - 1);
      ++counter;
    }
}

TEST_CASE("A hash chooses the counter of its remainder", "[ports]") {
  CounterTable table = table_of(100);
  table.chosen_by(7) = 12345;
  CHECK(table.chosen_by(100'000'000'007) == 12345);
  CHECK(table.chosen_by(8) != 12345);
}

TEST_CASE("A copy of a counter table is one by itself", "[ports]") {
  CounterTable original = table_of(65536);
  original.chosen_by(3) = 1;
  CounterTable copy{original};
  original.chosen_by(3) = 2;
  CHECK(copy.chosen_by(3) == 1);
  CHECK(copy.chosen_by(4) == original.chosen_by(4));
}

// The chance that two of 65,536 random numbers of 32 bits are equal is high, but 20 pairs come with a chance
// of less than 1e-10 where 0.5 are expected. Half of 65,536 coins are heads within 5 standard deviations but
// for a chance of 6e-7.
TEST_CASE("Counters begin at random, another way with another seed", "[ports]") {
  const std::vector<std::uint32_t> beginnings = beginnings_of(65536);
  CHECK(std::set(beginnings.begin(), beginnings.end()).size() > 65536 - 20);
  for (int bit = 0; bit < 32; ++bit) {
    const auto heads = std::count_if(beginnings.begin(), beginnings.end(),
                                     [&](std::uint32_t counter) { return counter >> bit & 1; });
    CHECK(heads == Approx(32768).margin(5 * 128));
  }
  CHECK(beginnings_of(256, 2) != beginnings_of(256));
}
