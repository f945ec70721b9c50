#include <catch2/catch.hpp>

#include "bench/peers/churn.hpp"
#include "bench/peers/peer_program.hpp"

namespace portsim::bench {
namespace {

void check_failures(const Churn& churn, const ChurnCount& count) {
  const ExpectedFailures expected = expected_failures(churn);
  CAPTURE(churn.load, count.failures);
  CHECK(count.attempts == churn.attempts);
  CHECK(count.failure_fraction() == Approx(expected.fraction).margin(expected.tolerance));
}

}  // namespace

TEST_CASE("What is expected of the churn is Erlang's formula at its ports and its load", "[bench]") {
  // 10 servers, 10 erlangs: 0.2146 in every table of the formula.
  CHECK(expected_failures({.ports = 10, .load = 1}).fraction == Approx(0.2146).margin(0.00005));
}

TEST_CASE("What chance leaves open narrows as a run gets longer", "[bench]") {
  const double of_short = expected_failures({.attempts = 100'000}).tolerance;
  const double of_long = expected_failures({.attempts = 4'000'000}).tolerance;
  CHECK(of_long < of_short / 5);
  CHECK(of_long < 0.2 * expected_failures({}).fraction);
}

TEST_CASE("The limit study fails as often as Erlang's formula says", "[bench]") {
  for (const double load : {0.9, 1.0, 1.5}) {
    const Churn churn{.load = load, .attempts = 2'000'000};
    check_failures(churn, limit_churn(churn));
  }
}

TEST_CASE("The limit study fails as often as Erlang's formula says, however many ports there are",
          "[bench]") {
  for (const PortCount ports : {1U, 16U, 17U, 300U, 4096U}) {
    const Churn churn{.ports = ports, .load = 1.5, .attempts = 1'000'000};
    CAPTURE(ports);
    check_failures(churn, limit_churn(churn));
  }
}

TEST_CASE("With events the same attempts fail as in the limit study, which has none", "[bench]") {
  for (const double load : {0.9, 1.0, 1.5}) {
    const Churn churn{.load = load, .attempts = 500'000};
    CAPTURE(load);
    CHECK(event_churn(churn).failures == limit_churn(churn).failures);
  }
}

TEST_CASE("The program that one would write first fails as often as Erlang's formula says", "[bench]") {
  for (const double load : {1.0, 1.5}) {
    const Churn churn{.ports = 200, .load = load, .attempts = 200'000};
    check_failures(churn, naive_churn(churn));
  }
}

TEST_CASE("Of evenly spaced attempts with equal holds those that exceed the load of one fail", "[bench]") {
  CHECK(limit_evenly_spaced({.load = 0.9, .attempts = 1'000'000}).failures == 0);
  // In each lease 3,977 of 5,965.5 attempts find a port. These are 200 leases.
  const ChurnCount count = limit_evenly_spaced({.load = 1.5, .attempts = 1'193'100});
  CHECK(count.failure_fraction() == Approx(1.0 / 3).margin(1e-4));
}

TEST_CASE("A peer's line is its attempts, failures, seconds and version", "[bench]") {
  const auto run = peer_run_from("400000 5059 0.193 3.37\n");
  REQUIRE(run);
  CHECK(run->count.attempts == 400'000);
  CHECK(run->count.failures == 5059);
  CHECK(run->cpu_seconds == 0.193);
  CHECK(run->version == "3.37");
  for (const char* line : {"", "ModuleNotFoundError", "400000 5059", "0 0 0.1 3", "9 0 0 3"}) {
    CAPTURE(line);
    CHECK_FALSE(peer_run_from(line));
  }
}

TEST_CASE("A peer is given the ports, the load and the attempts; one that fails says nothing", "[bench]") {
  const Churn churn{.ports = 7, .load = 1.5, .attempts = 42};
  const auto run = run_peer("echo 1", churn);
  REQUIRE(run);
  CHECK(run->count.failures == 7);
  CHECK(run->cpu_seconds == 1.5);
  CHECK(run->version == "42");
  CHECK_FALSE(run_peer("echo 42 7 1 v; exit 1; :", churn));
  CHECK_FALSE(run_peer("/nowhere/churn", churn));
}

}  // namespace portsim::bench
