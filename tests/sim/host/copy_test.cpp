// A running simulation can be copied, and both go on by themselves.
#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/host/observed_simulation.hpp"

#include "tests/sim/host/any_scenario.hpp"
#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// What the original and its copy come to, when the copy is made after so many actions.
struct Halves {
  Recorder original;
  Recorder copy;
};

Halves copied_after(std::int64_t actions, const Scenario& scenario, const RunId& id) {
  const SimTime end{scenario.duration};
  Recorder original;
  ObservedSimulation simulation{scenario, id, original};
  simulation.advance(end, actions);
  Recorder copy = original;
  ObservedSimulation continued{simulation, copy};
  simulation.run_until(end);
  continued.run_until(end);
  return {original, copy};
}

Scenario scenario_with(const ClientSpec& client) {
  Scenario scenario = scenario_of({.ports = 20, .time_wait = 5s, .duration = 10min});
  add_workload(scenario, client, ExponentialHold{1s});
  return scenario;
}

MailboxCacheClient cache_of_ten_users() {
  MailboxCacheClient cache;
  cache.users = 10;
  cache.request_rate = {20, 1min};
  cache.ttl = 2s;
  return cache;
}

PoolClient pool_of_three() {
  PoolClient pool;
  pool.keeps = 3;
  pool.request_rate = {3, 1s};
  pool.request_time = ExponentialHold{1s};
  return pool;
}

// The instants of attempts after the copy was made, by the original and by a copy that draws anew.
struct Instants {
  std::vector<SimTime> original;
  std::vector<SimTime> copy;
};

std::vector<SimTime> instants_from(std::size_t first, const Recorder& recorder) {
  std::vector<SimTime> instants;
  for (std::size_t n = first; n < recorder.attempts.size(); ++n)
    instants.push_back(recorder.attempts[n].when);
  return instants;
}

Instants split_after(std::int64_t actions, const Scenario& scenario) {
  const SimTime end{scenario.duration};
  Recorder original;
  ObservedSimulation simulation{scenario, {}, original};
  for (std::int64_t n = 0; n < actions; ++n) simulation.advance(end, 1);
  const std::size_t before = original.attempts.size();
  Recorder copy = original;
  ObservedSimulation split{simulation, copy};
  split.draw_anew({.split = 1});
  simulation.run_until(end);
  split.run_until(end);
  return {instants_from(before, original), instants_from(before, copy)};
}

}  // namespace

TEST_CASE("A copy of a running simulation goes on as the original does, whatever the scenario", "[host]") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const RunId id{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()};
    const auto actions = *rc::gen::inRange<std::int64_t>(0, 500);
    const Recorder uncopied = record(scenario, id);
    const Halves halves = copied_after(actions, scenario, id);
    RC_ASSERT(halves.original == uncopied);
    RC_ASSERT(halves.copy == uncopied);
  }));
}

TEST_CASE("A copy outlives the simulation it was made of", "[host]") {
  const Scenario scenario = scenario_with(open_client(ArrivalProcess::poisson, {3, 1s}));
  Recorder original;
  auto simulation = std::make_unique<ObservedSimulation>(scenario, RunId{}, original);
  simulation->advance(SimTime{scenario.duration}, 100);
  Recorder copy = original;
  ObservedSimulation continued{*simulation, copy};
  simulation.reset();
  continued.run_until(SimTime{scenario.duration});
  CHECK(copy == record(scenario));
}

// Two random instants are equal to the nanosecond with a chance of less than 1e-9.
TEST_CASE("A copy that draws anew shares no later arrival with the original", "[host]") {
  for (const ClientSpec& client :
       {ClientSpec{open_client(ArrivalProcess::poisson, {3, 1s})}, ClientSpec{cache_of_ten_users()},
        ClientSpec{ClosedClient{10, ExponentialHold{10s}}}, ClientSpec{pool_of_three()}}) {
    const Instants instants = split_after(200, scenario_with(client));
    REQUIRE(instants.original.size() > 100);
    REQUIRE(instants.copy.size() > 100);
    CHECK(instants.copy.front() != instants.original.front());
    std::vector<SimTime> common;
    std::set_intersection(instants.copy.begin(), instants.copy.end(), instants.original.begin(),
                          instants.original.end(), std::back_inserter(common));
    CHECK(common.empty());
  }
}

TEST_CASE("A copy of evenly spaced arrivals keeps them when it draws anew", "[host]") {
  const Instants instants = split_after(200, scenario_with(open_client(ArrivalProcess::constant, {3, 1s})));
  CHECK(instants.copy == instants.original);
}

// 600 s of Poisson arrivals at 3/s from the copy on: 1,800 on average in each of 100 copies. The mean of all
// has a standard deviation of 4.2; the chance to be off by 20 is 2e-6.
TEST_CASE("Arrivals that are drawn anew come as often as before", "[host]") {
  const Scenario scenario = scenario_with(open_client(ArrivalProcess::poisson, {3, 1s}));
  Recorder original;
  ObservedSimulation simulation{scenario, {}, original};
  double attempts = 0;
  for (std::uint64_t split = 1; split <= 100; ++split) {
    Recorder copy;
    ObservedSimulation drawn{simulation, copy};
    drawn.draw_anew({.split = split});
    drawn.run_until(SimTime{scenario.duration});
    attempts += static_cast<double>(copy.attempts.size()) / 100;
  }
  CHECK(attempts == Approx(1800).margin(20));
}

// A ramp from 1/s to 5/s over 600 s, copied at x s: of its 1,800 arrivals, x + x^2/300 came before on
// average. Then chances are as above.
TEST_CASE("Arrivals of a ramp that are drawn anew come as often as before", "[host]") {
  OpenClient ramp;
  ramp.arrivals = {ArrivalProcess::poisson, {{600s, Rate{1, 1s}, Rate{5, 1s}}}};
  const Scenario scenario = scenario_with(ramp);
  const SimTime end{scenario.duration};
  Recorder original;
  ObservedSimulation simulation{scenario, {}, original};
  for (int n = 0; n < 400; ++n) simulation.advance(end, 1);
  const double x = in_seconds(simulation.now().since_start());
  double attempts = 0;
  for (std::uint64_t split = 1; split <= 100; ++split) {
    Recorder copy;
    ObservedSimulation drawn{simulation, copy};
    drawn.draw_anew({.split = split});
    drawn.run_until(end);
    attempts += static_cast<double>(copy.attempts.size()) / 100;
  }
  CHECK(attempts == Approx(1800 - x - x * x / 300).margin(20));
}
