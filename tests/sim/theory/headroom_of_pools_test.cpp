// Head-room where rates are measured, and where others hold ports: by hand.
#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/theory/headroom.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// 3,000 ports of 30 s each, and requests of no length: 100/s are sustained.
Scenario flushing_pool() {
  Scenario scenario = scenario_of({.ports = 3000, .time_wait = 30s, .duration = 5min});
  add_workload(
      scenario,
      PoolClient{
          .keeps = 10, .request_rate = {1000, 1s}, .request_time = ConstantHold{0s}, .flush_on_retry = true});
  return scenario;
}

TimelineStep step(Duration at, const Scenario& before) {
  return {
      .at = at, .what = "a step", .cuts = std::nullopt, .hosts = before.hosts, .workloads = before.workloads};
}

// 384 of 10,384 ports are left for the first 30 s: at 20/s for 19.2 s.
Scenario crowded(Rate rate, Duration until = 30s) {
  Scenario scenario = evenly_spaced({.ports = 10'384, .time_wait = 240s, .duration = 10min}, rate);
  scenario.hosts[0].occupied = {10'000, until};
  return scenario;
}

}  // namespace

TEST_CASE("What a pool connects is unknown before it is measured", "[theory]") {
  const std::vector<Headroom> parts = headroom_of(flushing_pool());
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].bottleneck == Bottleneck::unknown);
  CHECK_FALSE(parts[0].is_measured);
}

TEST_CASE("Measured connects are held against ports over the shortest lease, in each part of the run",
          "[theory]") {
  Scenario scenario = flushing_pool();
  scenario.timeline = {step(1min, scenario)};
  const MeasuredEpochs measured{{MeasuredConnects{25, 0, 0}}, {MeasuredConnects{250, 100, 50}}};
  const std::vector<Headroom> parts = headroom_of(scenario, measured);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].bottleneck == Bottleneck::ports);
  CHECK(parts[0].is_measured);
  CHECK(parts[0].offered_rate == Approx(25));
  CHECK(*parts[0].sustainable_rate == Approx(100));
  CHECK_FALSE(parts[0].may_fail_later);
  CHECK(parts[1].offered_rate == Approx(250));
  CHECK(parts[1].offered_rate_max == Approx(250));
  CHECK(*parts[1].sustainable_rate == Approx(100));
  CHECK(parts[1].retries_fraction == Approx(0.4));
  CHECK(parts[1].flushed_fraction == Approx(0.2));
  CHECK(parts[1].may_fail_later);
}

TEST_CASE("A part of the run in which a pool was not seen to connect is left out", "[theory]") {
  Scenario scenario = flushing_pool();
  scenario.timeline = {step(1min, scenario)};
  const std::vector<Headroom> parts =
      headroom_of(scenario, {{MeasuredConnects{25, 0, 0}}, {MeasuredConnects{}}});
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].until == 1min);
}

TEST_CASE("A client beside a pool keeps its own rate", "[theory]") {
  Scenario scenario = flushing_pool();
  add_workload(scenario, open_client(ArrivalProcess::poisson, {50, 1s}));
  const MeasuredEpochs measured{{MeasuredConnects{25, 0, 0}, std::nullopt}};
  const std::vector<Headroom> parts = headroom_of(scenario, measured);
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].offered_rate == Approx(75));
  CHECK(*parts[0].sustainable_rate == Approx(100));
}

TEST_CASE("Until others free their ports the few that are left count, and then all", "[theory]") {
  const std::vector<Headroom> parts = headroom_of(crowded({20, 1s}));
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].until == 30s);
  CHECK(parts[0].limit == 384);
  CHECK(parts[0].occupied == 10'000);
  CHECK(*parts[0].sustainable_rate == Approx(1.6));
  CHECK(parts[0].ports_last == Approx(19.2));
  CHECK(parts[1].from == 30s);
  CHECK(parts[1].limit == 10'384);
  CHECK(parts[1].occupied == 0);
  CHECK(*parts[1].sustainable_rate == Approx(10'384 / 240.0));
  CHECK_FALSE(parts[1].may_fail_later);
}

TEST_CASE("Ports that others hold throughout never count", "[theory]") {
  const std::vector<Headroom> parts = headroom_of(crowded({20, 1s}, forever));
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].limit == 384);
  CHECK(parts[0].occupied == 10'000);
  CHECK(parts[0].ports_last == Approx(19.2));
  CHECK(parts[0].may_fail_later);
}

TEST_CASE("A cut frees what others held", "[theory]") {
  Scenario scenario = crowded({20, 1s}, forever);
  scenario.timeline = {step(5min, scenario)};
  scenario.timeline[0].cuts = 0;
  const std::vector<Headroom> parts = headroom_of(scenario);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].limit == 384);
  CHECK(parts[1].limit == 10'384);
  CHECK(parts[1].occupied == 0);
}

TEST_CASE("How long the ports last is said only while none of them comes back", "[theory]") {
  Scenario scenario = crowded({1, 1s}, forever);
  CHECK(headroom_of(scenario)[0].ports_last == 0);  // enough
  scenario = crowded({2, 1s}, forever);
  CHECK(headroom_of(scenario)[0].ports_last == Approx(192));
  scenario.hosts[0].behaviour.selection = RandomOnceSpec{};  // which fails at a port of the others
  CHECK(headroom_of(scenario)[0].ports_last == 0);
  scenario = crowded({2, 1s}, forever);
  scenario.workloads[0].starts = 1min;  // not at that rate from the beginning
  CHECK(headroom_of(scenario)[0].ports_last == 0);
}
