// Expected values are ports, limits and rates of the scenario, divided by hand.
#include "sim/theory/headroom.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Headroom only_part(const Scenario& scenario) {
  const std::vector<Headroom> parts = headroom_of(scenario);
  REQUIRE(parts.size() == 1);
  return parts[0];
}

TimelineStep step(Duration at, const Scenario& before) {
  return {
      .at = at, .what = "a step", .cuts = std::nullopt, .hosts = before.hosts, .workloads = before.workloads};
}

TimelineStep restart(Duration at, const Scenario& before) {
  TimelineStep restarted = step(at, before);
  restarted.cuts = 0;
  restarted.restarts_host = true;
  return restarted;
}

}  // namespace

TEST_CASE("More than ports over mean lease may fail later, and as much does not", "[theory]") {
  const OneHost host{.ports = 4800, .time_wait = 240s, .duration = 60s};
  CHECK(only_part(evenly_spaced(host, {21, 1s})).may_fail_later);
  const Headroom all = only_part(evenly_spaced(host, {20, 1s}));
  CHECK_FALSE(all.may_fail_later);
  CHECK(all.bottleneck == Bottleneck::ports);
  CHECK(*all.sustainable_rate == Approx(20));
  CHECK(all.limit == 4800);
}

TEST_CASE("Connections that are never closed use up the ports at any rate", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 16384, .duration = 10min}, {10, 1s}, HoldForever{});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  scenario.workloads[0].starts = 5min;  // at half the rate over the run, and at all of it from then on
  const Headroom part = only_part(scenario);
  CHECK(part.bottleneck == Bottleneck::endless_connections);
  CHECK(part.sustainable_rate == 0.0);
  CHECK(part.draining_rate == Approx(10));
  CHECK(part.ports_last == Approx(1638.4));
  CHECK(part.may_fail_later);
  scenario.workloads[0].ends = 6min;  // 600 ports and no more
  CHECK_FALSE(only_part(scenario).may_fail_later);
}

TEST_CASE("Users whose one connection is in use for ever open no other", "[theory]") {
  Scenario scenario = scenario_of({.ports = 4000, .duration = 10min});
  MailboxCacheClient users{.users = 1000, .request_rate = {1, 60s}, .ttl = 60s};
  add_workload(scenario, users, HoldForever{});
  CHECK(only_part(scenario).bottleneck == Bottleneck::unknown);
  CHECK_FALSE(only_part(scenario).may_fail_later);
  // Counted since the open, each user's next comes a TTL and a gap between requests later.
  users.expires = CacheExpiry::since_open;
  scenario.workloads[0].client = users;
  CHECK(only_part(scenario).bottleneck == Bottleneck::endless_connections);
  CHECK(only_part(scenario).draining_rate == Approx(1000 / 120.0));
  users.connection_limit = 2000;
  scenario.workloads[0].client = users;
  CHECK(only_part(scenario).bottleneck == Bottleneck::unknown);
}

TEST_CASE("A half-open limit caps the rate at limit over round trip where the ports would carry more",
          "[theory]") {
  OneHost host{.ports = 3976, .time_wait = 120s, .round_trip = 1s};
  Scenario scenario = evenly_spaced(host, {20, 1s});
  scenario.hosts[0].behaviour.half_open_limit = 10;
  const Headroom part = only_part(scenario);
  CHECK(part.bottleneck == Bottleneck::half_open_limit);
  CHECK(*part.sustainable_rate == Approx(10));  // and 3976 / 122 s = 32.6/s by the ports
  CHECK(part.limit == 10);
  CHECK(part.may_fail_later);

  scenario.workloads[0].client = open_client(ArrivalProcess::constant, {10, 1s});
  CHECK_FALSE(only_part(scenario).may_fail_later);
  scenario.hosts[0].behaviour.half_open_limit = 40;
  CHECK(only_part(scenario).bottleneck == Bottleneck::ports);
  CHECK(*only_part(scenario).sustainable_rate == Approx(3976 / 122.0));
}

TEST_CASE("A half-open limit counts what its own host has under way, to all services", "[theory]") {
  Scenario scenario = scenario_of({.ports = 3976, .services = 2, .round_trip = 1s});
  scenario.services[1].round_trip = 3s;
  scenario.hosts[0].behaviour.half_open_limit = 10;
  add_workload(scenario, open_client(ArrivalProcess::constant, {2, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{}, 1);
  // 2 + 3 under way: twice as many are allowed.
  CHECK(*only_part(scenario).sustainable_rate == Approx(6));
  scenario.hosts.push_back(scenario.hosts[0]);
  scenario.hosts[1].behaviour.half_open_limit.reset();
  scenario.workloads[1].host = 1;
  CHECK(*only_part(scenario).sustainable_rate == Approx(15));  // 10 of the 2 to one host, and half as many
}

TEST_CASE("Where TIME_WAIT ceases to end no rate is sustainable", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 16384, .time_wait = 120s, .duration = 27h}, {5, 1s});
  scenario.hosts[0].behaviour.last_time_wait_end = 497 * 24h;
  scenario.hosts[0].uptime = 496 * 24h;
  const Headroom part = only_part(scenario);
  CHECK(part.bottleneck == Bottleneck::endless_time_wait);
  CHECK(part.sustainable_rate == 0.0);
  CHECK(part.ports_last == Approx(16384 / 5.0));
  CHECK(part.may_fail_later);
  scenario.duration = 24h;
  CHECK(only_part(scenario).bottleneck == Bottleneck::ports);
  scenario.duration = 27h;
  scenario.workloads[0].closes = Closer::server;
  CHECK(only_part(scenario).bottleneck == Bottleneck::ports);
}

TEST_CASE("A restart begins the uptime anew", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 16384, .time_wait = 120s, .duration = 27h}, {5, 1s});
  scenario.hosts[0].behaviour.last_time_wait_end = 497 * 24h;
  scenario.hosts[0].uptime = 496 * 24h;
  scenario.timeline = {restart(24h, scenario)};
  const std::vector<Headroom> parts = headroom_of(scenario);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].bottleneck == Bottleneck::ports);
  CHECK(parts[1].bottleneck == Bottleneck::ports);
  CHECK_FALSE(parts[1].may_fail_later);
}

TEST_CASE("Where TIME_WAIT may be cut short what the ports sustain is not known", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});
  scenario.hosts[0].behaviour.time_wait_cap = 500;
  const Headroom part = only_part(scenario);
  CHECK(part.bottleneck == Bottleneck::unknown);
  CHECK_FALSE(part.sustainable_rate);
  CHECK_FALSE(part.may_fail_later);
  scenario.hosts[0].behaviour.time_wait_cap = 4800;  // never reached: 20/s for 240 s
  CHECK(only_part(scenario).may_fail_later);
}

TEST_CASE("A widened range counts from the step that widens it", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 16384, .time_wait = 120s, .duration = 10min}, {150, 1s});
  TimelineStep widen = step(5min, scenario);
  widen.hosts[0].behaviour.ephemeral.last = Port{static_cast<std::uint16_t>(1024 + 24000)};
  scenario.timeline = {widen};
  const std::vector<Headroom> parts = headroom_of(scenario);
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].until == 5min);
  CHECK(*parts[0].sustainable_rate == Approx(16384 / 120.0));
  CHECK(parts[0].may_fail_later);
  CHECK(parts[0].pools == 1);
  CHECK(parts[1].from == 5min);
  CHECK(*parts[1].sustainable_rate == Approx(200));
  CHECK_FALSE(parts[1].may_fail_later);
}

TEST_CASE("Each part of the run has the rates of its own time", "[theory]") {
  Scenario scenario = scenario_of({.ports = 1000, .time_wait = 10s, .duration = 10min});
  const Rate calm{1, 1s};
  const Rate busy{4, 1s};
  add_workload(scenario,
               OpenClient{{ArrivalProcess::poisson, {{4min, busy, busy}, {std::nullopt, calm, calm}}}});
  add_workload(scenario, open_client(ArrivalProcess::poisson, calm)).ends = 5min;
  scenario.timeline = {step(0s, scenario), step(5min, scenario)};
  const std::vector<Headroom> parts = headroom_of(scenario);
  REQUIRE(parts.size() == 2);  // what takes no time is no part
  CHECK(parts[0].offered_rate == Approx((4 * 4 + 1) / 5.0 + 1));
  CHECK(parts[0].offered_rate_max == Approx(5));
  CHECK(parts[1].offered_rate == Approx(1));
  CHECK(parts[1].offered_rate_max == Approx(1));
}

TEST_CASE("A part in which nothing attempts to connect is left out", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 100, .duration = 10min}, {1, 1s});
  scenario.workloads[0].ends = 5min;
  scenario.timeline = {step(5min, scenario)};
  CHECK(only_part(scenario).until == 5min);
}
