#include "sim/host/pool_client.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/host/pool_requests.hpp"

using namespace portsim;
using namespace portsim::test;

TEST_CASE("A request takes an idle connection, and opens one when there is none", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 2}, host, {{0s, 3s}, {1s, 3s}, {10s, 1s}, {20s, 1s}});
  CHECK(opens_of(host) == at_all({0s, 1s}));
  CHECK(host.begun == at_all({0s, 1s, 10s, 20s}));
}

TEST_CASE("A request's time counts from the established connection", "[host][pool]") {
  SmallHost host{{.round_trip = 2s}};
  serve({.keeps = 0}, host, {{0s, 3s}});
  CHECK(closes_of(host) == at_all({5s}));
}

TEST_CASE("No more connections than it keeps stay open without a request", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 2}, host, {{0s, 1s}, {0s, 2s}, {0s, 3s}, {0s, 4s}});
  CHECK(closes_of(host) == std::vector{SimTime::never(), SimTime::never(), at(3s), at(4s)});
}

TEST_CASE("The idle connection that was used last is taken first", "[host][pool]") {
  SmallHost host{{}};
  // Idle since 1 s and since 2 s; the request at 3 s takes the second, so the first is idle for too long.
  serve({.keeps = 2, .idle_timeout = 10s}, host, {{0s, 1s}, {0s, 2s}, {3s, 5s}});
  CHECK(closes_of(host) == at_all({11s, 18s}));
}

TEST_CASE("A connection closes when it was idle for the timeout, and use puts that off", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 1, .idle_timeout = 10s}, host, {{0s, 1s}, {9s, 1s}, {19s, 1s}});
  CHECK(opens_of(host) == at_all({0s}));
  CHECK(closes_of(host) == at_all({30s}));
}

TEST_CASE("Just before the idle timeout a request uses the connection, just after it opens one",
          "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 1, .idle_timeout = 10s}, host, {{0s, 1s}, {11s - 1ns, 1ns}, {21s + 1ns, 1s}});
  CHECK(opens_of(host) == at_all({0s, 21s + 1ns}));
  CHECK(closes_of(host).front() == at(21s));
}

TEST_CASE("A connection serves its number of requests and closes", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 1, .requests_per_connection = 3}, host, {{0s, 1s}, {5s, 1s}, {10s, 1s}, {15s, 1s}});
  CHECK(opens_of(host) == at_all({0s, 15s}));
  CHECK(closes_of(host).front() == at(11s));
}

TEST_CASE("A lifetime ends an idle connection at once, and one in use after its request", "[host][pool]") {
  SmallHost host{{.round_trip = 1s}};
  serve({.keeps = 1, .lifetime = 10s}, host, {{0s, 2s}, {20s, 2s}, {28s, 5s}});
  CHECK(closes_of(host) == at_all({11s, 33s}));  // established at 1 s and at 21 s
}

TEST_CASE("A connection whose lifetime is over is not passed on to who waits", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 1, .connection_limit = 1, .lifetime = 10s}, host, {{0s, 12s}, {1s, 1s}});
  CHECK(opens_of(host) == at_all({0s, 12s}));
}

TEST_CASE("At the limit requests wait, and are served in the order in which they came", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 1, .connection_limit = 1}, host, {{0s, 5s}, {1s, 4s}, {2s, 3s}, {3s, 2s}});
  CHECK(host.begun == at_all({0s, 5s, 9s, 12s}));
  CHECK(host.open_most == 1);
  CHECK(host.opened.size() == 1);
}

// Request k = 8 m + j comes at k / 9 s and begins at m + j / 9 s, so that it waits m / 9 s.
TEST_CASE("Of 9 requests a second 8 connections of 1 s carry 8 a second, and the queue grows by 1 a second",
          "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 8, .connection_limit = 8}, host};
  std::vector<PoolRequest> requests;
  for (int k = 0; k < 540; ++k) requests.push_back({k * Duration{1s} / 9, 1s});
  pool.come(requests);
  pool.run_until(60s);
  CHECK(host.begun.size() == 480);
  CHECK(host.all_that(RequestStep::waits).size() == 532);  // all but the first 8
  CHECK(host.all_that(RequestStep::answered).size() == 472);
  const auto waited = host.all_that(RequestStep::gets_connection);
  REQUIRE(waited.size() == 472);  // 60 are left
  double seconds = 0;
  for (const RequestProgress& progress : waited) seconds += in_seconds(progress.waited);
  CHECK(seconds == Approx(8 / 9.0 * (59 * 60 / 2)));
  CHECK(in_seconds(waited.back().waited) == Approx(59 / 9.0));
}

TEST_CASE("A request whose connect fails when its turn comes has waited for none", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 1, .connection_limit = 1, .requests_per_connection = 1}, host};
  pool.come({{0s, 5s}, {1s, 4s}});
  host.traits.ports = 0;
  pool.run_until(10s);
  CHECK(host.all_that(RequestStep::gets_connection).empty());
  REQUIRE(host.all_that(RequestStep::gets_none).size() == 1);
  CHECK(host.all_that(RequestStep::gets_none)[0].waited == Duration{4s});
}

TEST_CASE("Where a connection is worn out, who waits opens the next", "[host][pool]") {
  SmallHost host{{}};
  serve({.keeps = 1, .connection_limit = 1, .requests_per_connection = 1}, host,
        {{0s, 5s}, {1s, 4s}, {2s, 3s}});
  CHECK(opens_of(host) == at_all({0s, 5s, 9s}));
  CHECK(closes_of(host) == at_all({5s, 9s, 12s}));
}

TEST_CASE("When a connect fails, the next who waits tries", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 1, .connection_limit = 1, .requests_per_connection = 1}, host};
  pool.come({{0s, 5s}, {1s, 4s}, {2s, 3s}});
  host.traits.ports = 0;
  pool.run_until(10s);
  CHECK(host.failed == 2);
  host.traits.ports = 1;
  pool.come({{20s, 1s}});
  CHECK(host.begun == at_all({0s, 20s}));
}

TEST_CASE("A connection serves only its own destination", "[host][pool]") {
  SmallHost host{{.has_a_destination_for_each_user = true}};
  serve({.keeps = 2}, host, {{0s, 1s, 7}, {5s, 1s, 8}, {10s, 1s, 7}, {15s, 1s, 8}});
  CHECK(opens_of(host) == at_all({0s, 5s}));
}

TEST_CASE("At the limit an idle connection elsewhere makes room", "[host][pool]") {
  SmallHost host{{.has_a_destination_for_each_user = true}};
  serve({.keeps = 2, .connection_limit = 2}, host, {{0s, 1s, 7}, {0s, 2s, 8}, {5s, 1s, 9}});
  CHECK(opens_of(host) == at_all({0s, 0s, 5s}));
  CHECK(closes_of(host) == std::vector{at(5s), SimTime::never(), SimTime::never()});
}

TEST_CASE("A connection that leads elsewhere makes room for who has waited longest", "[host][pool]") {
  SmallHost host{{.has_a_destination_for_each_user = true}};
  serve({.keeps = 1, .connection_limit = 1}, host, {{0s, 5s, 7}, {1s, 5s, 8}, {2s, 5s, 7}});
  CHECK(opens_of(host) == at_all({0s, 5s, 10s}));
}

TEST_CASE("A request that fails upstream is tried again on the same connection", "[host][pool]") {
  SmallHost host{{.retries = 2, .backoff = 1s}};
  serve({.keeps = 1, .upstream_errors = Probability{1}}, host, {{0s, 3s}});
  CHECK(host.begun == at_all({0s, 4s, 8s}));
  CHECK(host.opened.size() == 1);
  CHECK(host.lost == 1);
  CHECK(host.requests_on_open_connections() ==
        std::vector<CachedRequest>{{at(4s), 0, false, true}, {at(8s), 0, false, true}});
}

TEST_CASE("With flush_on_retry each retry first closes every idle connection", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 3, .flush_on_retry = true}, host};
  pool.come({{0s, 1s}, {0s, 2s}, {0s, 3s}, {0s, 20s}});
  CHECK(opens_of(host).size() == 4);
  pool.come({{10s, 1s}});
  CHECK(opens_of(host).back() == at(10s));
  CHECK(closes_of(host) == std::vector{at(10s), at(10s), at(10s), SimTime::never(), SimTime::never()});
}

TEST_CASE("As many connects as a retry closed idle connections miss them", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 3, .flush_on_retry = true}, host};
  pool.come({{0s, 1s}, {0s, 2s}, {0s, 3s}});
  pool.come({{10s, 100s}, {11s, 100s}, {12s, 100s}, {13s, 100s}});
  const auto replacing = host.all_that(RequestStep::misses_flushed);
  REQUIRE(replacing.size() == 3);
  CHECK(replacing[0].when == at(10s));
  CHECK(replacing[2].when == at(12s));
}

// Three idle connections were closed; four have come back since, and the pool keeps three.
TEST_CASE("Once the pool is full of idle connections again a connect misses none", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 3, .flush_on_retry = true}, host};
  pool.come({{0s, 1s}, {0s, 2s}, {0s, 3s}, {0s, 11s}, {0s, 12s}, {0s, 13s}});
  pool.come({{10s, 4s}});
  CHECK(host.all_that(RequestStep::misses_flushed).size() == 1);
  pool.run_until(20s);
  pool.change({.keeps = 3});
  pool.come({{20s, 9s}, {20s, 9s}, {20s, 9s}, {20s, 9s}});
  CHECK(host.opened.size() == 8);
  CHECK(host.all_that(RequestStep::misses_flushed).size() == 1);
}

TEST_CASE("Without flush_on_retry a retry takes an idle connection", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 3}, host};
  pool.come({{0s, 1s}, {0s, 2s}});
  pool.come({{10s, 1s}});
  CHECK(host.opened.size() == 2);
}

TEST_CASE("A cut tries the requests under way again and forgets every connection", "[host][pool]") {
  SmallHost host{{.retries = 1, .backoff = 1s}};
  PoolRequests pool{{.keeps = 2, .idle_timeout = 5s}, host};
  pool.come({{0s, 1s}, {0s, 9s}, {0s, 8s}});
  pool.run_until(3s);
  pool.cut();
  CHECK(pool.open_connections() == 0);
  pool.run_until(1h);
  CHECK(opens_of(host) == at_all({0s, 0s, 0s, 4s, 4s}));
  CHECK(closes_of(host) == at_all({3s, 3s, 3s, 18s, 17s}));  // 9 s and 8 s of request, 5 s idle
}

TEST_CASE("After a cut those who wait are served at once", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 1, .connection_limit = 1}, host};
  pool.come({{0s, 9s}, {1s, 1s}});
  pool.run_until(3s);
  pool.cut();
  pool.run_until(1h);
  CHECK(opens_of(host) == at_all({0s, 3s}));
  CHECK(host.lost == 1);
}

TEST_CASE("Smaller limits close what is too much, and larger ones serve who waits", "[host][pool]") {
  SmallHost host{{}};
  PoolRequests pool{{.keeps = 3, .connection_limit = 3}, host};
  pool.come({{0s, 1s}, {0s, 2s}, {0s, 3s}});
  pool.run_until(5s);
  pool.change({.keeps = 3, .connection_limit = 1, .idle_timeout = 7s});
  pool.run_until(6s);
  CHECK(pool.open_connections() == 1);
  pool.run_until(10s + 1ns);  // the last has been idle for 7 s
  CHECK(pool.open_connections() == 0);
  pool.come({{20s, 9s}, {21s, 9s}});
  pool.change({.keeps = 3, .connection_limit = 2});
  pool.run_until(1h);
  CHECK(opens_of(host) == at_all({0s, 0s, 0s, 20s, 21s}));
}
