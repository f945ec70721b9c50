#include "sim/statistics/fullest_pool.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

// In use, live or in TIME_WAIT.
PortInterval in_use(Duration from, Duration until, bool continues = false) {
  return {.bound_from = at(from),
          .bound_until = at(from),
          .in_use_from = at(from),
          .in_use_until = at(until),
          .continues = continues};
}

}  // namespace

TEST_CASE("A port counts from the instant at which it is taken to the one at which it is free",
          "[statistics]") {
  FullestPool pools{{10}};
  CHECK(pools.steps() == 10);
  pools.held(0, in_use(1s, 5s));
  pools.held(0, in_use(2s, 3s));
  CHECK(pools.at(at(0s)) == 0);
  CHECK(pools.at(at(1s)) == 1);
  CHECK(pools.at(at(2s)) == 2);
  CHECK(pools.at(at(3s - 1ns)) == 2);
  CHECK(pools.at(at(3s)) == 1);
  CHECK(pools.at(at(5s)) == 0);
}

TEST_CASE("A port that is kept for longer counts once", "[statistics]") {
  FullestPool pools{{10}};
  pools.held(0, in_use(1s, 5s));
  pools.held(0, in_use(5s, 9s, true));
  CHECK(pools.at(at(4s)) == 1);
  CHECK(pools.at(at(5s)) == 1);
  CHECK(pools.at(at(9s)) == 0);
}

TEST_CASE("A port that is given up counts no more", "[statistics]") {
  FullestPool pools{{10}};
  pools.held(0, in_use(1s, 60s));
  CHECK(pools.at(at(4s)) == 1);
  pools.given_up(0, in_use(5s, 60s, true));
  CHECK(pools.at(at(5s)) == 0);
  CHECK(pools.at(at(60s)) == 0);
}

TEST_CASE("A port that never comes back counts for ever", "[statistics]") {
  FullestPool pools{{10}};
  pools.held(0, {.in_use_from = at(1s), .in_use_until = SimTime::never()});
  CHECK(pools.at(at(10000h)) == 1);
}

TEST_CASE("Of pools that differ in size the one counts of which most is in use", "[statistics]") {
  FullestPool pools{{4, 100, 0}};
  CHECK(pools.steps() == 100);
  for (int port = 0; port < 30; ++port) pools.held(1, in_use(1s, 9s));
  CHECK(pools.at(at(2s)) == 30);
  for (int port = 0; port < 2; ++port) pools.held(0, in_use(3s, 5s));
  CHECK(pools.at(at(4s)) == 50);
  CHECK(pools.at(at(6s)) == 30);
}

TEST_CASE("A copy goes on by itself", "[statistics]") {
  FullestPool pools{{10}};
  pools.held(0, in_use(1s, 5s));
  FullestPool copy = pools;
  copy.held(0, in_use(2s, 5s));
  CHECK(pools.at(at(3s)) == 1);
  CHECK(copy.at(at(3s)) == 2);
}
