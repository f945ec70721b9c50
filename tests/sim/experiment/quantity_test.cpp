#include "sim/experiment/quantity.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("A number, a percentage, a rate and a duration are quantities", "[experiment]") {
  CHECK(parse_quantity("240") == Quantity{240'000'000'000, ""});
  CHECK(parse_quantity("0.5") == Quantity{500'000'000, ""});
  CHECK(parse_quantity("0.1%") == Quantity{100'000'000, "%"});
  CHECK(parse_quantity("20/s") == Quantity{20'000'000'000, "/s"});
  CHECK(parse_quantity("90/min") == Quantity{90'000'000'000, "/min"});
  CHECK(parse_quantity("9000000000") == Quantity{9'000'000'000'000'000'000, ""});
  CHECK(parse_quantity("1ms") == Quantity{1'000'000, "s"});
}

TEST_CASE("Durations are the same quantity in any unit", "[experiment]") {
  CHECK(parse_quantity("5min") == parse_quantity("300s"));
  CHECK(parse_quantity("1.5s") == parse_quantity("1500ms"));
}

TEST_CASE("What is no number, or one too fine or too large, is no quantity", "[experiment]") {
  for (const char* text : {"", "abc", "windows-8", "-1", "1e3", "5q", "[1]", "1.", ".5", "0.0000000001",
                           "99999999999999", "1/2"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_quantity(text));
  }
}

TEST_CASE("A quantity is written as a user would", "[experiment]") {
  for (const char* text : {"0", "0s", "240", "0.5", "12.25", "0.1%", "20/s", "90s", "5min", "1500ms"}) {
    const auto quantity = parse_quantity(text);
    REQUIRE(quantity);
    CHECK(to_text(*quantity) == text);
  }
}
