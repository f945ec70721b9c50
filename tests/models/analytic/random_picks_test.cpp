#include "models/analytic/random_picks.hpp"

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

using namespace portsim;

// One port: it is picked, and taken or not, as in Erlang's formula: a/(1+a).
TEST_CASE("With one port random picks lose what Erlang B does", "[analytic]") {
  CHECK(random_picks_loss(1, {1.5}) == Approx(1.5 / 2.5));
}

// Two ports, a = 1: from one port in use an attempt fails with (1/2)^2, so that the weights are 1, 1 and
// (3/4)/2 = 3/8, and the loss (1/4 + 3/8) / (1 + 1 + 3/8) = 5/19.
TEST_CASE("With two ports and an erlang random picks lose 5 of 19 attempts", "[analytic]") {
  CHECK(random_picks_loss(2, {1}) == Approx(5.0 / 19));
}

TEST_CASE("Random picks lose more than a search of all ports, and at no load nothing", "[analytic]") {
  CHECK(random_picks_loss(100, {0}) == 0);
  for (const double load : {50.0, 90.0, 100.0, 1000.0})
    CHECK(random_picks_loss(100, {load}) > erlang_b(100, {load}));
  // Far above what the ports can carry, what succeeds is what comes back.
  CHECK(random_picks_loss(10'000, {20'000}) == Approx(0.5).margin(0.001));
  CHECK(random_picks_loss(64'512, {1e7}) == Approx(1 - 64'512 / 1e7).margin(0.001));
}
