#include "sim/host/closed_client.hpp"

#include <cmath>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/sim/host/small_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

RunningClosedClient client_of(const ClosedClient& spec, const HoldingTimeSpec& holds, SimTime starts = {},
                              std::uint32_t replication = 0) {
  const auto stream = [&](StreamPurpose purpose) { return RandomStream{{4, replication, purpose, "users"}}; };
  return {spec, holds, starts, {stream(StreamPurpose::arrivals), stream(StreamPurpose::holds)}};
}

void run(RunningClosedClient client, SmallHost& host, Duration until) {
  SmallRun{client, host}.run_until(at(until));
}

}  // namespace

TEST_CASE("A user thinks, connects, keeps the connection, closes it and thinks again", "[host][closed]") {
  SmallHost host{{.round_trip = 500ms}};
  run(client_of({1, ConstantHold{10s}}, ConstantHold{2s}, at(1s)), host, 40s);
  CHECK(opens_of(host) == at_all({11s, 23500ms, 36s}));  // turns of 10 s + 0.5 s + 2 s
  CHECK(closes_of(host) == at_all({13500ms, 26s, 38500ms}));
}

TEST_CASE("At the start every user thinks for a time of its own", "[host][closed]") {
  SmallHost host{{}};
  run(client_of({500, UniformHold{10s, 20s}}, HoldForever{}, at(5s)), host, 25s + 1ns);
  REQUIRE(host.opened.size() == 500);
  CHECK(host.opened.front().when >= at(15s));
  // The odds that 500 uniform times all miss the first or the last second are below 2 x 0.9^500 < 1e-22.
  CHECK(host.opened.front().when < at(16s));
  CHECK(host.opened.back().when > at(24s));
}

TEST_CASE("Without TIME_WAIT there are never more connections than users", "[host][closed]") {
  CHECK(rc::check([] {
    const auto users = *rc::gen::inRange<std::int64_t>(1, 20);
    const Duration mean{*rc::gen::inRange<std::int64_t>(0, 3'000'000'000)};
    SmallHost host{{.round_trip = Duration{*rc::gen::inRange<std::int64_t>(0, 100'000'000)},
                    .ports = *rc::gen::inRange<std::int64_t>(1, 20),
                    .retries = *rc::gen::inRange<std::uint32_t>(0, 3)}};
    auto client = client_of({users, ExponentialHold{mean}}, ExponentialHold{1s});
    SmallRun running{client, host};
    running.run_until(at(20s));
    running.cut();
    running.run_until(at(40s));
    RC_ASSERT(host.open_most > 0);
    RC_ASSERT(host.open_most <= users);
  }));
}

// Little's law: users who are never refused connect users / (think + round trip + hold) times a second. The
// sum of the turns' lengths has a standard deviation of less than their mean times the root of their number.
TEST_CASE("Users connect as often as the mean length of a turn says", "[host][closed]") {
  SmallHost host{{.round_trip = 100ms}};
  run(client_of({50, ExponentialHold{3s}}, ExponentialHold{900ms}), host, 4000s);
  const double expected = 50 * 4000 / 4.0;
  // Within five standard errors, and the first turn's half: false alarm below 6e-7.
  CHECK(std::abs(static_cast<double>(host.opened.size()) - expected) < 5 * std::sqrt(expected) + 50);
}

// Engset's call congestion with two users and one port is that the other user has it: hold / (think + hold).
TEST_CASE("Two users with one port are refused as Engset says", "[host][closed]") {
  constexpr int replications = 50;
  double sum = 0, sum_of_squares = 0;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    SmallHost host{{.ports = 1}};
    run(client_of({2, ExponentialHold{3s}}, ExponentialHold{1s}, {}, replication), host, 10'000s);
    const auto failed = static_cast<double>(host.failed);
    const double fraction = failed / (failed + static_cast<double>(host.opened.size()));
    sum += fraction;
    sum_of_squares += fraction * fraction;
  }
  const double mean = sum / replications;
  const double error = std::sqrt((sum_of_squares / replications - mean * mean) / (replications - 1));
  CHECK(error < 0.002);
  CHECK(std::abs(mean - 0.25) < 5 * error);  // false alarm with 49 degrees of freedom: 8e-6
}

TEST_CASE("A user whose request is lost thinks again", "[host][closed]") {
  SmallHost host{{.ports = 0}};
  run(client_of({1, ConstantHold{10s}}, ConstantHold{2s}), host, 35s);
  CHECK(host.asked == at_all({10s, 20s, 30s}));
  CHECK(host.lost == 3);
}

TEST_CASE("A user whose request is tried again does nothing else meanwhile", "[host][closed]") {
  SmallHost host{{.ports = 0, .retries = 2, .backoff = 30s}};
  run(client_of({1, ConstantHold{10s}}, ConstantHold{2s}), host, 90s);
  CHECK(host.asked == at_all({10s, 80s}));  // 10 s, two retries, and 10 s of thinking after the second
  CHECK(host.failed == 4);
  CHECK(host.lost == 1);
}

TEST_CASE("A retry that gets a port holds it for as long as was wanted at first", "[host][closed]") {
  SmallHost host{{.ports = 1, .retries = 9, .backoff = 5s}};
  // The first keeps the only port from 10 s to 22 s; the second fails at 10 s, 15 s and 20 s.
  run(client_of({2, ConstantHold{10s}}, ConstantHold{12s}), host, 38s);
  CHECK(opens_of(host) == at_all({10s, 25s, 37s}));
  CHECK(closes_of(host) == at_all({22s, 37s, 49s}));
}

TEST_CASE("Who neither thinks nor finds a port tries a thousand times a second", "[host][closed]") {
  SmallHost host{{.ports = 0}};
  run(client_of({1, ConstantHold{0s}}, ConstantHold{0s}), host, 1s);
  CHECK(host.failed == 1000);
  CHECK(host.asked.front() == at(0s));
}

TEST_CASE("Whose connection is cut thinks again at once", "[host][closed]") {
  SmallHost host{{}};
  auto client = client_of({1, ConstantHold{10s}}, HoldForever{});
  SmallRun running{client, host};
  running.run_until(at(60s));
  running.cut();
  running.run_until(at(200s));
  CHECK(opens_of(host) == at_all({10s, 70s}));
}

TEST_CASE("A cut that finds a user thinking does not begin the thinking anew", "[host][closed]") {
  SmallHost host{{}};
  auto client = client_of({1, ConstantHold{10s}}, ConstantHold{2s});
  SmallRun running{client, host};
  running.run_until(at(15s));  // connected from 10 s to 12 s
  running.cut();
  running.run_until(at(30s));
  CHECK(opens_of(host) == at_all({10s, 22s}));
}

TEST_CASE("Users who come begin with thinking, and users who leave connect no more", "[host][closed]") {
  SmallHost host{{}};
  auto client = client_of({1, ConstantHold{10s}}, ConstantHold{10s});
  SmallRun running{client, host};
  running.run_until(at(15s));
  running.change(ClosedClient{3, ConstantHold{10s}}, ConstantHold{10s}, at(15s));
  running.run_until(at(26s));
  CHECK(opens_of(host) == at_all({10s, 25s, 25s}));
  running.change(ClosedClient{1, ConstantHold{10s}}, ConstantHold{10s}, at(26s));
  running.run_until(at(60s));
  CHECK(opens_of(host) == at_all({10s, 25s, 25s, 30s, 50s}));
}

TEST_CASE("A user who left while waiting for a retry does not come back with it", "[host][closed]") {
  SmallHost host{{.ports = 0, .retries = 1, .backoff = 30s}};
  auto client = client_of({1, ConstantHold{10s}}, ConstantHold{1s});
  SmallRun running{client, host};
  running.run_until(at(20s));  // failed at 10 s, to be tried again at 40 s
  running.change(ClosedClient{0, ConstantHold{10s}}, ConstantHold{1s}, at(20s));
  running.change(ClosedClient{1, ConstantHold{25s}}, ConstantHold{1s}, at(20s));
  host.traits.ports = 1;
  running.run_until(at(60s));
  CHECK(opens_of(host) == at_all({45s}));
}
