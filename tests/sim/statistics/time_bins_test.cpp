#include "sim/statistics/time_bins.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("Bins have the shortest round length of which so many are enough", "[statistics]") {
  CHECK(round_length(30min, 400) == 5s);               // 360
  CHECK(round_length(100s, 400) == 500ms);             // 200
  CHECK(round_length(400s, 400) == 1s);                // 400
  CHECK(round_length(401s, 400) == 2s);                // 201
  CHECK(round_length(1h, 400) == 10s);                 // 360
  CHECK(round_length(24h, 300) == 5min);               // 288
  CHECK(round_length(30 * 24h, 400) == 2h);            // 360
  CHECK(round_length(duration_max, 400) == 16 * 24h);  // 229 of 3,652 days
  CHECK(round_length(Duration{1}, 400) == Duration{1});
}

TEST_CASE("The last bin is as long as what is left of the run", "[statistics]") {
  const TimeBins bins{10s, 3s};
  CHECK(bins.count() == 4);
  CHECK(bins.length_of(2) == 3s);
  CHECK(bins.length_of(3) == 1s);
  CHECK(bins.begin_of(3) == 9s);
  CHECK(bins.bin_of(SimTime{9s}) == 3);
  CHECK(bins.bin_of(SimTime{9s - 1ns}) == 2);
}
