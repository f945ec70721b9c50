#include "sim/theory/loss_systems.hpp"

#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

constexpr OneHost ten_ports{.ports = 10, .time_wait = 10s, .duration = 1h};

Scenario pooling(const PoolClient& pool) {
  Scenario scenario = scenario_of(ten_ports);
  scenario.warm_up = 10min;
  add_workload(scenario, pool);
  return scenario;
}

PoolClient one_request_each() {
  return {.keeps = 0, .request_rate = {1, 1s}, .request_time = ConstantHold{0s}};
}

}  // namespace

TEST_CASE("A pool that keeps no connection is a loss system: Erlang B", "[theory]") {
  const AnalyticResult theory = closed_form(pooling(one_request_each()));
  CHECK(theory.model == "Erlang B");
  CHECK(*theory.failure_fraction == Approx(0.2145823431));  // B(10, 10)
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK(theory.headroom.front().bottleneck == Bottleneck::ports);
  CHECK(*theory.headroom.front().sustainable_rate == Approx(1));
  CHECK_FALSE(theory.headroom.front().is_measured);
}

TEST_CASE("What was measured of a loss system is left out: its rate is known", "[theory]") {
  const AnalyticResult theory = closed_form(pooling(one_request_each()), {{MeasuredConnects{0.9, 0, 0}}});
  CHECK_FALSE(theory.headroom.front().is_measured);
  CHECK(theory.headroom.front().offered_rate == Approx(1));
}

TEST_CASE("So is one whose connections serve one request each", "[theory]") {
  PoolClient pool = one_request_each();
  pool.keeps = 5;
  pool.requests_per_connection = 1;
  CHECK(*closed_form(pooling(pool)).failure_fraction == Approx(0.2145823431));
}

TEST_CASE("A pool that keeps connections, limits them or repeats what failed upstream is none, and says so",
          "[theory]") {
  PoolClient pool = one_request_each();
  pool.keeps = 1;
  CHECK_FALSE(closed_form(pooling(pool)).failure_fraction);
  CHECK_THAT(closed_form(pooling(pool)).note, Contains("which of its connections are idle"));
  pool = one_request_each();
  pool.connection_limit = 5;
  CHECK_FALSE(closed_form(pooling(pool)).failure_fraction);
  CHECK_THAT(closed_form(pooling(pool)).note, Contains("connection limit"));
  pool = one_request_each();
  pool.upstream_errors = Probability{0.1};
  CHECK(closed_form(pooling(pool)).failure_fraction);  // without retries it is of no consequence
  Scenario repeating = pooling(pool);
  repeating.workloads[0].retry = RetrySpec{.attempts = 1};
  CHECK_FALSE(closed_form(repeating).failure_fraction);
}
