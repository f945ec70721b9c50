// A pool against what is known about queues, and against what must hold whatever comes.
#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/sim/host/pool_requests.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

struct Mean {
  double value;
  double error;  // standard error
};

// Of independent replications.
Mean mean_of(std::uint32_t replications, const std::function<double(std::uint32_t)>& outcome) {
  double sum = 0, sum_of_squares = 0;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const double value = outcome(replication);
    sum += value;
    sum_of_squares += value * value;
  }
  const double mean = sum / replications;
  return {mean, std::sqrt((sum_of_squares / replications - mean * mean) / (replications - 1))};
}

// The fraction of the requests that open a connection in a pool without limit: Poisson requests, exponential
// request times, `load` of them under way on average. The state is (under way, idle), a Markov chain; by
// PASTA the fraction is the probability that none is idle. Solved by iterating the chain, made discrete by
// uniformization; beyond 60 under way there is less than 1e-25 for the loads used here.
double fraction_opened(int keeps, double load) {
  constexpr int most = 60;
  using States = std::vector<std::vector<double>>;
  const double rate = load + most;
  States now(most + 1, std::vector<double>(keeps + 1, 0.0));
  now[0][0] = 1;
  for (int step = 0; step < 5000; ++step) {
    States next(most + 1, std::vector<double>(keeps + 1, 0.0));
    for (int n = 0; n <= most; ++n)
      for (int idle = 0; idle <= keeps; ++idle) {
        const double p = now[n][idle];
        next[std::min(n + 1, most)][std::max(idle - 1, 0)] += p * load / rate;
        if (n > 0) next[n - 1][std::min(idle + 1, keeps)] += p * n / rate;
        next[n][idle] += p * (most - n) / rate;
      }
    now = next;
  }
  double none_idle = 0;
  for (const auto& row : now) none_idle += row[0];
  return none_idle;
}

std::int64_t count_after(SimTime start, const std::vector<SimTime>& times) {
  return std::count_if(times.begin(), times.end(), [start](SimTime time) { return time >= start; });
}

}  // namespace

// golang/go issue 13801: ten requests at a time with two idle connections open eight of ten anew each time.
TEST_CASE("Where C requests overlap fully, a pool that keeps K opens (C - K)/C of them", "[host][pool]") {
  const auto keeps = GENERATE(0, 2, 4, 8, 10, 16);
  constexpr int at_a_time = 10, rounds = 100;
  SmallHost host{{}};
  std::vector<PoolRequest> requests;
  for (int n = 0; n < at_a_time * rounds; ++n) requests.push_back({n / at_a_time * 100ms, 10ms});
  serve({.keeps = keeps}, host, requests);
  const int anew = std::max(at_a_time - keeps, 0);
  CHECK(host.opened.size() == static_cast<std::size_t>(at_a_time + (rounds - 1) * anew));
}

// Independent requests overlap less: of ten under way on average, two idle connections spare more than two in
// ten.
TEST_CASE("Poisson requests open connections as the Markov chain says", "[host][pool]") {
  const int keeps = GENERATE(1, 2, 4, 10);
  const PoolClient spec{.keeps = keeps, .request_rate = {1000, 1s}, .request_time = ExponentialHold{10ms}};
  const Mean opened = mean_of(40, [&](std::uint32_t replication) {
    SmallHost host{{}};
    RunningPoolClient client{spec, {}, pool_streams(replication)};
    SmallRun{client, host}.run_until(at(11s));
    const double all = static_cast<double>(count_after(at(1s), host.asked));  // the start is empty
    return static_cast<double>(count_after(at(1s), opens_of(host))) / all;
  });
  CHECK(opened.error < 0.005);
  // With 39 degrees of freedom five standard errors are exceeded by chance with probability 1e-5.
  CHECK(std::abs(opened.value - fraction_opened(keeps, 10)) <= 5 * opened.error);
}

// M/M/2 at half load: a request waits with Erlang's C(2, 1) = 1/3, and then for 1 / (2 - 1) request times.
TEST_CASE("Requests wait for two connections as Erlang's C formula says", "[host][pool]") {
  const PoolClient spec{
      .keeps = 1, .connection_limit = 2, .request_rate = {1, 1s}, .request_time = ExponentialHold{1s}};
  const Mean wait = mean_of(40, [&](std::uint32_t replication) {
    SmallHost host{{}};
    RunningPoolClient client{spec, {}, pool_streams(replication)};
    SmallRun{client, host}.run_until(at(20'000s));
    double seconds = 0;
    for (std::size_t n = 0; n < host.begun.size(); ++n) seconds += in_seconds(host.begun[n] - host.asked[n]);
    return seconds / static_cast<double>(host.begun.size());
  });
  CHECK(wait.error < 0.01);
  CHECK(std::abs(wait.value - 1.0 / 3) < 5 * wait.error);  // chance 1e-5
}

// A request that fails with probability 0.2 and may be tried twice more is tried 1 + 0.2 + 0.04 times.
TEST_CASE("Requests that fail upstream are tried again as often as chance says", "[host][pool]") {
  const PoolClient spec{.keeps = 10,
                        .request_rate = {10, 1s},
                        .request_time = ConstantHold{10ms},
                        .upstream_errors = Probability{0.2}};
  SmallHost host{{.retries = 2, .backoff = 100ms}};
  RunningPoolClient client{spec, {{}, at(10'000s)}, pool_streams()};
  SmallRun{client, host}.run_until(at(11'000s));
  const auto asked = static_cast<double>(host.asked.size());
  // The retries of one request have the variance 0.16 x 1 + 0.04 x 4 - 0.24^2 = 0.2624, and it is lost with
  // probability 0.008. Five standard errors: false alarm 6e-7.
  CHECK(std::abs(static_cast<double>(host.begun.size()) - 1.24 * asked) < 5 * std::sqrt(0.2624 * asked));
  CHECK(std::abs(static_cast<double>(host.lost) - 0.008 * asked) < 5 * std::sqrt(0.008 * asked));
}

TEST_CASE("New requests come from the start until before the end", "[host][pool]") {
  SmallHost host{{}};
  RunningPoolClient client{
      {.request_rate = {10, 1s}, .request_time = ConstantHold{30s}}, {at(10s), at(20s)}, pool_streams()};
  SmallRun{client, host}.run_until(at(1h));
  REQUIRE(!host.asked.empty());
  CHECK(host.asked.front() >= at(10s));
  CHECK(host.asked.back() < at(20s));
  CHECK(client.open_connections() == 1);  // the one that it keeps
}

namespace {

std::optional<std::int64_t> any_count(std::int64_t least, std::int64_t most) {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return *rc::gen::inRange(least, most + 1);
}

// Often a whole number of seconds, so that many things happen at the same instant.
Duration any_length() {
  return *rc::gen::inRange<std::int64_t>(0, 11) * (*rc::gen::arbitrary<bool>() ? 1s : Duration{123'456'789});
}

std::optional<Duration> any_timeout() {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return any_length();
}

PoolClient any_pool() {
  return {.keeps = *rc::gen::inRange<std::int64_t>(0, 6),
          .connection_limit = any_count(1, 8),
          .request_rate = {*rc::gen::inRange<std::int64_t>(0, 10), 1s},
          .request_time =
              *rc::gen::element<HoldingTimeSpec>(ConstantHold{1s}, ConstantHold{0s}, ExponentialHold{500ms}),
          .requests_per_connection = any_count(1, 4),
          .idle_timeout = any_timeout(),
          .lifetime = any_timeout(),
          .upstream_errors = Probability{*rc::gen::element(0.0, 0.2, 1.0)},
          .flush_on_retry = *rc::gen::arbitrary<bool>()};
}

}  // namespace

TEST_CASE("Whatever comes, connections and requests are conserved, and the limits hold", "[host][pool]") {
  CHECK(rc::check([] {
    const PoolClient spec = any_pool();
    SmallHost host{{.round_trip = *rc::gen::element<Duration>(0s, 1ms, 300ms),
                    .ports = *rc::gen::inRange<std::int64_t>(0, 9),
                    .retries = *rc::gen::inRange<std::uint32_t>(0, 3),
                    .backoff = any_length()}};
    RunningPoolClient client{spec, {{}, at(50s)}, pool_streams()};
    SmallRun running{client, host};
    std::int64_t cut = 0;
    const auto check_now = [&] {
      // Each close names an open connection: that is checked in SmallHost.
      RC_ASSERT(client.open_connections() == host.open_connections());
      const auto closes = closes_of(host);
      const auto open = std::count(closes.begin(), closes.end(), SimTime::never());
      RC_ASSERT(open == client.open_connections());
      RC_ASSERT(open <= spec.connection_limit.value_or(open));
    };
    for (const Duration until : {7s, 20s, 33s, 50s}) {
      running.run_until(at(until));
      check_now();
      if (*rc::gen::arbitrary<bool>()) {
        cut += client.open_connections();
        running.cut();
        check_now();
      }
    }
    running.run_until(at(1h));  // all is over
    check_now();
    RC_ASSERT(host.open_most <= spec.connection_limit.value_or(host.open_most));
    RC_ASSERT(client.open_connections() <= spec.keeps);
    if (spec.idle_timeout || spec.lifetime) RC_ASSERT(client.open_connections() == 0);
    if (spec.requests_per_connection) {
      const auto opened = static_cast<std::int64_t>(host.opened.size());
      RC_ASSERT(static_cast<std::int64_t>(host.begun.size()) <= opened * *spec.requests_per_connection);
    }
    // A request begins, or its connect fails; unless all goes well there may be both, several times.
    const auto tries = static_cast<std::int64_t>(host.begun.size()) + host.failed;
    const auto asked = static_cast<std::int64_t>(host.asked.size());
    RC_ASSERT(tries >= asked);
    RC_ASSERT(tries == asked + host.retried);
    RC_ASSERT(host.lost <= asked);
    if (cut == 0 && host.failed == 0 && spec.upstream_errors == Probability{0}) RC_ASSERT(tries == asked);
  }));
}
