// Whole runs of pools of connections, and of hosts whose ports others hold at first, against what must come
// out of them.
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// 9 requests a second on 8 connections of 1 s.
Scenario overloaded_pool() {
  Scenario scenario = scenario_of({.ports = 1000, .time_wait = 60s, .duration = 10min});
  scenario.replications = 20;
  add_workload(
      scenario,
      PoolClient{
          .keeps = 8, .connection_limit = 8, .request_rate = {9, 1s}, .request_time = ConstantHold{1s}});
  return scenario;
}

}  // namespace

TEST_CASE("What a pool is offered it answers, has under way, or lets wait", "[experiment][pool]") {
  const Results results = run(overloaded_pool());
  const WorkloadResult& pool = results.workloads[0];
  CHECK(results.attempts == 8);
  CHECK(pool.requests == Approx(pool.answered + 8 + pool.waiting_at_end));
  // Poisson: 5,400 requests, of which 20 replications know the mean to 16. Five of that: false alarm 6e-7.
  CHECK(pool.requests == Approx(5400).margin(5 * std::sqrt(5400 / 20.0)));
  // 8 a second, but for the first seconds in which none may wait: less than 100 requests in all.
  CHECK(pool.answered <= 4800);
  CHECK(pool.answered > 4700);
  CHECK(results.loss_fraction.mean == 0);
}

// A request that comes at t waits for those before it: t / 8 s on average, until those that come at 533 s
// have their turn at 600 s. Half of those 67 s, and as the longest wait of all the 67 s and what chance adds.
TEST_CASE("Waits in an overloaded pool grow with the time", "[experiment][pool]") {
  const Results results = run(overloaded_pool());
  const WorkloadResult& pool = results.workloads[0];
  const double error = std::sqrt(5400.0) / 8 / std::sqrt(20.0);  // of the queue at the end, in seconds
  CHECK(pool.connection_wait_mean_s == Approx(600 / 9.0 / 2).margin(5 * error));
  CHECK(pool.connection_wait_max_s > 600 / 9.0);
  CHECK(pool.connection_wait_max_s < 600 / 9.0 + 5 * std::sqrt(5400.0) / 8);
}

TEST_CASE("Requests are counted when a pool has opened all its connections in the warm-up",
          "[experiment][pool]") {
  Scenario scenario = overloaded_pool();
  scenario.warm_up = 1min;
  const Results results = run(scenario);
  CHECK(results.attempts == 0);
  CHECK(results.requests == Approx(4860).margin(5 * std::sqrt(4860 / 20.0)));
  CHECK(results.workloads[0].answered == Approx(4320).margin(10));  // 540 s of 8 a second
}

// Erlang C: of M/M/2 at half load a third waits, for 1 s on average.
TEST_CASE("Waits in a pool with room are Erlang's", "[experiment][pool]") {
  Scenario scenario = scenario_of({.ports = 1000, .time_wait = 0s, .duration = 10h});
  scenario.warm_up = 10min;
  scenario.replications = 20;
  add_workload(
      scenario,
      PoolClient{
          .keeps = 2, .connection_limit = 2, .request_rate = {1, 1s}, .request_time = ExponentialHold{1s}});
  const Results results = run(scenario);
  const WorkloadResult& pool = results.workloads[0];
  // 677,000 requests whose waits are correlated over some ten: five standard errors are less than 2 %.
  CHECK(pool.waited_for_connection / pool.requests == Approx(1 / 3.0).epsilon(0.02));
  CHECK(pool.connection_wait_mean_s == Approx(1).epsilon(0.03));
}

TEST_CASE("A pool that keeps no connection loses what Erlang B says", "[experiment][pool]") {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = 9s, .duration = 2h});
  scenario.warm_up = 10min;
  scenario.replications = 20;
  scenario.confidence = Probability{0.999};  // false alarm 1 in 1,000, at this seed none
  add_workload(scenario,
               PoolClient{.keeps = 0, .request_rate = {1, 1s}, .request_time = ExponentialHold{1s}});
  const Results results = run(scenario);
  CHECK(*results.analytic.failure_fraction == Approx(0.2145823431));  // B(10, 10)
  check_within(results.failure_fraction, 0.2145823431);
  CHECK(results.analytic.agrees == true);
}

// 384 ports are left: at 20/s for 19.2 s, and until 30 s none comes back.
TEST_CASE("The ports that others leave last as long as is said", "[experiment]") {
  Scenario scenario = scenario_of({.ports = 10'384, .time_wait = 240s, .duration = 2min});
  scenario.replications = 1;
  scenario.hosts[0].occupied = {10'000, 30s};
  add_workload(scenario, open_client(ArrivalProcess::constant, {20, 1s}));
  const Results results = run(scenario);
  REQUIRE(results.first_failure.seconds);
  CHECK(results.first_failure.seconds->mean == Approx(19.2));
  CHECK(results.analytic.headroom[0].ports_last == Approx(19.2));
  CHECK(results.failures == 216);  // from 19.2 s until before 30 s
}
