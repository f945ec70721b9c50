#include "sim/experiment/shard.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("Each point is in exactly one part", "[experiment]") {
  for (std::size_t point = 0; point < 100; ++point) {
    int parts = 0;
    for (std::size_t number = 1; number <= 7; ++number) parts += Shard{number, 7}.has(point) ? 1 : 0;
    CHECK(parts == 1);
  }
  CHECK(Shard{}.has(12345));
}

TEST_CASE("A part is written as its number and how many there are", "[experiment]") {
  CHECK(parse_shard("2/4") == Shard{2, 4});
  CHECK(parse_shard("1/1") == Shard{});
  for (const char* text :
       {"", "1", "/", "1/", "/2", "0/2", "3/2", "-1/2", "1/0", "1/2/3", "a/b", "1 / 2", "1/99999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_shard(text));
  }
  CHECK(parse_shard("3/2").error() == "expected a part such as 1/4, found \"3/2\"");
}
