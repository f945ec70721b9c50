// Expected values: published checks of this approximation, each beside a simulation of its own.
#include "models/analytic/cursor_past_live_ports.hpp"

#include <cmath>
#include <cstdint>

#include <catch2/catch.hpp>

#include "models/analytic/one_look.hpp"

using namespace portsim;

namespace {

constexpr std::int64_t laps_max = 1000;

double returns_mean(PortCount ports, double pace, const RandomLease& lease) {
  return cursor_returns_mean(cursor_return_probabilities({ports, pace}, lease, laps_max));
}

// Connections that are open for an exponential time, and then in TIME_WAIT.
CursorDestination destination(double share, PortCount ports, double open_mean, double time_wait) {
  const auto open_exceeds = [=](double seconds) { return std::exp(-seconds / open_mean); };
  return {share, [=](double pace) {
            const double live = returns_mean(ports, pace, {0, open_exceeds});
            return CursorReturns{live, returns_mean(ports, pace, {time_wait, open_exceeds}) - live};
          }};
}

}  // namespace

TEST_CASE("A cursor that passes over live ports fails by its returns within TIME_WAIT", "[analytic]") {
  // 50 ports, 10/s, open for 1 s on average. Simulated: 0.148 +- 0.005 and 0.4999 +- 0.002.
  CHECK(cursor_past_live_ports(10, {destination(1, 50, 1, 3)}).failure_fraction ==
        Approx(0.145).margin(5e-4));
  CHECK(cursor_past_live_ports(10, {destination(1, 50, 1, 6)}).failure_fraction ==
        Approx(0.4999).margin(2e-4));
}

TEST_CASE("With nothing live the cursor moves a port an attempt and fails q m of 1 + q m", "[analytic]") {
  const auto brief = [](double share) {
    return CursorDestination{share, [](double pace) {
                               return CursorReturns{0, returns_mean(20, pace, {2, {}})};
                             }};
  };
  const CursorPastLivePorts alone = cursor_past_live_ports(10, {brief(1)});
  CHECK(alone.ports_a_second == 10);
  CHECK(alone.failure_fraction == Approx(0.346318043473).epsilon(1e-11));
  CHECK(cursor_past_live_ports(10, {brief(0.5), brief(0.5)}).failure_fraction ==
        Approx(0.209422399577).epsilon(1e-11));
}

TEST_CASE("The cursor passes over as many ports as live connections put in its way", "[analytic]") {
  // Each connection is passed over once and none fails: two ports an attempt.
  const auto once = [](double) { return CursorReturns{1, 0}; };
  CHECK(cursor_past_live_ports(10, {{1, once}}).ports_a_second == Approx(20).epsilon(1e-5));
  // 30 of 100 ports live: a cursor that meets them as often as any other port moves 1/(1 - 0.3) an attempt.
  const auto anywhere = [](double pace) { return CursorReturns{pace * 3 / 100, 0}; };
  CHECK(cursor_past_live_ports(10, {{1, anywhere}}).ports_a_second == Approx(10 / 0.7).epsilon(1e-5));
}

TEST_CASE("Where live connections would hold every port the cursor's pace has a limit", "[analytic]") {
  const auto anywhere = [](double pace) { return CursorReturns{pace * 12 / 100, 0}; };
  CHECK(cursor_past_live_ports(10, {{1, anywhere}}).ports_a_second > 1e6);
}
