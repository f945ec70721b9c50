// Expected values: connections over the time that a request takes one, by hand.
#include "sim/theory/pool_queue.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr Rate nine_a_second{9, 1s};

Scenario pooling(const PoolClient& pool, Duration round_trip = 0s, int services = 1) {
  Scenario scenario = scenario_of({.services = services, .round_trip = round_trip, .duration = 10min});
  add_workload(scenario, pool);
  return scenario;
}

PoolClient eight_connections() {
  return {.keeps = 8, .connection_limit = 8, .request_rate = nine_a_second, .request_time = ConstantHold{1s}};
}

PoolQueue only_queue(const Scenario& scenario) {
  const std::vector<PoolQueue> queues = pool_queues(scenario, 0);
  REQUIRE(queues.size() == 1);
  return queues[0];
}

}  // namespace

TEST_CASE("Eight connections carry eight requests of a second each in a second", "[theory]") {
  const PoolQueue queue = only_queue(pooling(eight_connections(), 300ms));
  CHECK(queue.carried_rate_max() == Approx(8));  // they are passed on: no round trip
  CHECK(queue.offered_rate == Approx(9));
  CHECK(queue.from == 0s);
  CHECK(queue.until == 10min);
}

TEST_CASE("A connection that has to be opened for a request takes a round trip more", "[theory]") {
  PoolClient pool = eight_connections();
  pool.requests_per_connection = 1;
  CHECK(only_queue(pooling(pool, 300ms)).seconds_each == Approx(1.3));
  pool.requests_per_connection = 3;
  CHECK(only_queue(pooling(pool, 300ms)).seconds_each == Approx(1.1));
  Scenario to_two = pooling(eight_connections(), 300ms, 2);
  to_two.workloads[0].connects_to = {{0, Probability{0.5}}, {1, Probability{0.5}}};
  CHECK(only_queue(to_two).seconds_each == Approx(1.15));  // who waits longest leads elsewhere half the time
}

TEST_CASE("Requests that fail upstream are offered again as often as the retries allow", "[theory]") {
  PoolClient pool = eight_connections();
  pool.upstream_errors = Probability{0.5};
  Scenario scenario = pooling(pool);
  CHECK(only_queue(scenario).offered_rate == Approx(9));
  scenario.workloads[0].retry = RetrySpec{.attempts = 2};
  CHECK(only_queue(scenario).offered_rate == Approx(9 * 1.75));
}

TEST_CASE("A pool without a limit has no queue, and neither has another client", "[theory]") {
  PoolClient pool = eight_connections();
  pool.connection_limit.reset();
  CHECK(pool_queues(pooling(pool), 0).empty());
  Scenario scenario = scenario_of({});
  add_workload(scenario, open_client(ArrivalProcess::poisson, nine_a_second));
  CHECK(pool_queues(scenario, 0).empty());
}

TEST_CASE("A queue is of the time in which its rate and its limit hold", "[theory]") {
  Scenario scenario = pooling(eight_connections());
  scenario.workloads[0].ends = 8min;
  const auto step = [&](Duration at, std::int64_t limit) {
    TimelineStep made{
        .at = at, .what = "", .cuts = std::nullopt, .hosts = scenario.hosts, .workloads = scenario.workloads};
    std::get<PoolClient>(made.workloads[0].client).connection_limit = limit;
    return made;
  };
  scenario.timeline = {step(2min, 8), step(5min, 10)};
  const std::vector<PoolQueue> queues = pool_queues(scenario, 0);
  REQUIRE(queues.size() == 2);
  CHECK(queues[0].until == 5min);
  CHECK(queues[1].from == 5min);
  CHECK(queues[1].until == 8min);
  CHECK(queues[1].carried_rate_max() == Approx(10));
}
