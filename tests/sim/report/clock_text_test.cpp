#include "sim/report/clock_text.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("An instant reads as on a clock, to the millisecond that it is in", "[report]") {
  CHECK(clock_text(SimTime{}) == "00:00:00.000");
  CHECK(clock_text(SimTime{141'700ms}) == "00:02:21.700");
  CHECK(clock_text(SimTime{1999'999us}) == "00:00:01.999");
  CHECK(clock_text(SimTime{100h + 59min + 59s}) == "100:59:59.000");
}
