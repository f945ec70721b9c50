#include "models/analytic/evenly_spaced.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

EvenlySpaced at_rate(Rate rate, Duration lease, PortCount ports) {
  return {rate, lease, ports};
}

}  // namespace

TEST_CASE("Evenly spaced attempts fail one outage a cycle where every port is tried", "[analytic]") {
  CHECK(cycle_trying_every_port(at_rate({10, 1s}, 3070ms, 25)).failure_fraction() == Approx(6.0 / 31));
  CHECK(cycle_trying_every_port(at_rate({10, 1s}, 6500ms, 20)).failure_fraction() == Approx(45.0 / 65));
}

TEST_CASE("Real pools under evenly spaced attempts lose what they are published to lose", "[analytic]") {
  struct Row {
    PortCount ports;
    Duration lease;
    Rate rate;
    double percent;
  };
  const Row row = GENERATE(values<Row>({{64, 120s, {1, 2s}, 0},
                                        {2048, 120s, {17, 1s}, 0},
                                        {3976, 240s, {15, 1s}, 0},
                                        {3976, 240s, {17, 1s}, 2.55},
                                        {3976, 240s, {20, 1s}, 17.17},
                                        {16384, 120s, {150, 1s}, 8.98},
                                        {28232, 60s, {470, 1s}, 0},
                                        {28232, 60s, {600, 1s}, 21.58},
                                        {64510, 120s, {700, 1s}, 23.20}}));
  CAPTURE(row.ports, row.rate.events);
  const OutageCycle cycle = cycle_trying_every_port(at_rate(row.rate, row.lease, row.ports));
  CHECK(100 * cycle.failure_fraction() == Approx(row.percent).margin(0.005));
}

TEST_CASE("A port that comes back at the instant of an attempt serves it", "[analytic]") {
  // 20/s for 200 s are exactly 4000 attempts a lease.
  CHECK(cycle_trying_every_port(at_rate({20, 1s}, 200s, 4000)).failure_fraction() == 0);
  CHECK(cycle_trying_every_port(at_rate({20, 1s}, 200s + 1ns, 4000)).failure_fraction() ==
        Approx(1.0 / 4001));
}

TEST_CASE("A rate of thirds is counted in whole numbers", "[analytic]") {
  // 1/3 per second for 3 s is one attempt, not the 0.99999 or 1.00001 of a rounded rate.
  CHECK(cycle_trying_every_port(at_rate({1, 3s}, 3s, 1)).length == 1);
  CHECK(cycle_trying_every_port(at_rate({1, 3s}, 3s + 1ns, 1)).length == 2);
}

TEST_CASE("The first failure comes when the last port has gone", "[analytic]") {
  CHECK(first_failure_after(at_rate({20, 1s}, 240s, 3976)) == 198800ms);
  CHECK(first_failure_after(at_rate({70, 1s}, 60s, 4096)).value() / 1ms == 58514);
  CHECK_FALSE(first_failure_after(at_rate({16, 1s}, 240s, 3976)));
}

TEST_CASE("The failures of the first attempts are counted one by one", "[analytic]") {
  const EvenlySpaced given = at_rate({10, 1s}, 500ms, 3);  // cycle of 5: three successes, two failures
  const OutageCycle cycle = cycle_trying_every_port(given);
  const std::int64_t expected[] = {0, 0, 0, 0, 1, 2, 2, 2, 2, 3, 4, 4};
  for (std::int64_t attempts = 0; attempts < 12; ++attempts) {
    CHECK(cycle.failures_in_first(attempts) == expected[attempts]);
  }
}

TEST_CASE("A connection that never ends leaves every port to one attempt", "[analytic]") {
  const OutageCycle cycle = cycle_trying_every_port(at_rate({1'000'000, 1s}, forever, 16384));
  CHECK(cycle.failures_in_first(20000) == 20000 - 16384);
}

TEST_CASE("A lease of no time at all never fails", "[analytic]") {
  CHECK(cycle_trying_every_port(at_rate({10, 1s}, 0s, 1)).failure_fraction() == 0);
  CHECK(cycle_of_cursor(at_rate({10, 1s}, 0s, 1)).failure_fraction() == 0);
}

TEST_CASE("A cursor fails whole laps: n of n + 1", "[analytic]") {
  CHECK(cycle_of_cursor(at_rate({20, 1s}, 240s, 3976)).failure_fraction() == Approx(1.0 / 2));
  CHECK(cycle_of_cursor(at_rate({16, 1s}, 240s, 3976)).failure_fraction() == 0);
  CHECK(cycle_of_cursor(at_rate({10, 1s}, 6500ms, 20)).failure_fraction() == Approx(3.0 / 4));
  CHECK(cycle_of_cursor(at_rate({150, 1s}, 120s, 16384)).failure_fraction() == Approx(1.0 / 2));
}

TEST_CASE("A cursor that comes back just as the port is released takes it", "[analytic]") {
  CHECK(cycle_of_cursor(at_rate({10, 1s}, 4s, 20)).failure_fraction() == Approx(1.0 / 2));
  CHECK(cycle_of_cursor(at_rate({10, 1s}, 4s + 1ns, 20)).failure_fraction() == Approx(2.0 / 3));
}

TEST_CASE("A cursor's failures from an empty pool come a lap at a time", "[analytic]") {
  // 20/s on 3976 ports for 30 min: 36000 attempts are nine laps, four of them failing, and 216 of another.
  const OutageCycle cycle = cycle_of_cursor(at_rate({20, 1s}, 240s, 3976));
  CHECK(cycle.failures_in_first(36000) == 4 * 3976 + 216);
}

TEST_CASE("The attempts of a length of time begin with one at once", "[analytic]") {
  CHECK(attempts_within(0s, {20, 1s}) == 0);
  CHECK(attempts_within(1ns, {20, 1s}) == 1);
  CHECK(attempts_within(1s, {20, 1s}) == 20);
  CHECK(attempts_within(duration_max, {1'000'000'000, 1s}) == duration_max.count());
}

TEST_CASE("Of attempts that several take in turn each has its share, the first ones first", "[analytic]") {
  const std::int64_t of_first[] = {0, 1, 1, 1, 2, 2, 2, 3};
  const std::int64_t of_third[] = {0, 0, 0, 1, 1, 1, 2, 2};
  for (std::int64_t attempts = 0; attempts < 8; ++attempts) {
    CHECK(attempts_in_turn(attempts, 0, 3) == of_first[attempts]);
    CHECK(attempts_in_turn(attempts, 2, 3) == of_third[attempts]);
  }
}

TEST_CASE("With every fourth attempt the ports last four times as long", "[analytic]") {
  EvenlySpaced given = at_rate({80, 1s}, 240s, 3976);
  given.turns = 4;  // 19,200 attempts a lease, 4800 of them here
  CHECK(cycle_trying_every_port(given).length == 4800);
  CHECK(cycle_of_cursor(given).length == 2 * 3976);
  CHECK(first_failure_after(given) == 198800ms);
  given.rate = {64, 1s};
  CHECK_FALSE(first_failure_after(given));
  // 10/s for 500 ms: the attempts 0, 4 and then 8 are 400 ms apart, so a port is back for every other.
  CHECK(cycle_trying_every_port({{10, 1s}, 500ms, 1, 4}).length == 2);
  CHECK(cycle_trying_every_port({{10, 1s}, 400ms, 1, 4}).length == 1);
}
