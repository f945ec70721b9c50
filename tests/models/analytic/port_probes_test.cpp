#include "models/analytic/port_probes.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/random_picks.hpp"

using namespace portsim;

// R = 28,232 ports of which a share u is in use: sum of pi_n R/(R - n), about 1/(1 - u). So few attempts meet
// a full pool that it does not matter that picks end after R.
TEST_CASE("Random picks look at about 1/(1-u) ports", "[analytic]") {
  constexpr PortCount ports = 28'232;
  CHECK(random_picks_probes(ports, {0.5 * ports}) == Approx(2.000142).epsilon(1e-6));
  CHECK(random_picks_probes(ports, {0.9 * ports}) == Approx(10.032200).epsilon(1e-6));
  CHECK(random_picks_probes(ports, {0.95 * ports}) == Approx(20.281099).epsilon(1e-6));
}

// Two ports, a = 1: the weights of 0, 1 and 2 in use are 1, 1 and 3/8, and there are 1, 1 + 1/2 and 2 picks.
TEST_CASE("With two ports and an erlang random picks are 26/19 on average", "[analytic]") {
  CHECK(random_picks_probes(2, {1}) == Approx((1 + 1.5 + 2 * 0.375) / 2.375));
  CHECK(random_picks_probes(1, {5}) == Approx(1));
  CHECK(random_picks_probes(100, {0}) == 1);
}

// x = (1 - e^-x)/u, looks = 1/(1 - e^-x).
TEST_CASE("In order, leases of exponential length are met again as the fixed point says", "[analytic]") {
  struct Row {
    double in_use;
    double looks;
  };
  constexpr PortCount ports = 10'000;
  for (const auto& [in_use, looks] : {Row{0.3, 1.042624856},
                                      {0.5, 1.255000975},
                                      {0.7, 1.876160014},
                                      {0.8, 2.692730840},
                                      {0.9, 5.178659422},
                                      {0.95, 10.17243395}}) {
    CAPTURE(in_use);
    const double found =
        in_order_probes(ports, in_use * ports, [](double seconds) { return std::exp(-seconds); });
    CHECK(found == Approx(looks).epsilon(1e-8));
  }
}

TEST_CASE("In order, constant leases shorter than a round are never met again", "[analytic]") {
  const auto exceeds_a_second = [](double seconds) { return seconds < 1 ? 1.0 : 0.0; };
  CHECK(in_order_probes(1000, 999, exceeds_a_second) == 1);
}
