// The lazy pool against its oracle: whatever the scenario, the plainly event-driven pool gives the same
// records.
#include "sim/host/event_driven_pool.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/sim/host/any_scenario.hpp"
#include "tests/sim/host/recorded_run.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// Its columns begin sparse, whatever the plan says.
struct SparsePool : PortPool {
  explicit SparsePool(PoolShape shape) : PortPool{sparse(shape)} {}
  static PoolShape sparse(PoolShape shape) {
    shape.columns = shape.four_tuples = ColumnForm::sparse;
    return shape;
  }
};

}  // namespace

TEST_CASE("The lazy pool and the event-driven pool give identical records, whatever the scenario", "[host]") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const RunId id{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()};
    Recorder lazy = record(scenario, id);
    Recorder event_driven = record_in<EventDrivenPool>(scenario, id);
    Recorder sparse = record_in<SparsePool>(scenario, id);
    // A port that moves to another pool is told of in parts, and which parts is of no consequence.
    if (changes_range(scenario)) lazy.intervals = sparse.intervals = event_driven.intervals = {};
    RC_ASSERT(lazy == event_driven);
    RC_ASSERT(sparse == event_driven);
  }));
}

TEST_CASE("A copy of a simulation with event-driven pools goes on as the original does", "[host]") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const RunId id{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()};
    Recorder original;
    Simulation<EventDrivenPool, Recorder> simulation{scenario, id, original};
    simulation.advance(SimTime{scenario.duration}, *rc::gen::inRange<std::int64_t>(0, 500));
    Recorder copy = original;
    Simulation<EventDrivenPool, Recorder> continued{simulation, copy};
    simulation.run_until(SimTime{scenario.duration});
    continued.run_until(SimTime{scenario.duration});
    RC_ASSERT(copy == original);
  }));
}

TEST_CASE("Both pools agree on the founding case's law over several laps of its cursor", "[host]") {
  Scenario scenario =
      scenario_of({.ports = 3976, .time_wait = 240s, .selection = SeqNaiveSpec{}, .duration = 20min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {20, 1s}), ExponentialHold{1s});
  const Recorder event_driven = record_in<EventDrivenPool>(scenario);
  CHECK(record(scenario) == event_driven);
  CHECK(record_in<SparsePool>(scenario) == event_driven);
}

TEST_CASE("Both pools agree over hundreds of destinations", "[host]") {
  const int services = 500;
  Scenario scenario = scenario_of(
      {.ports = 300, .time_wait = 30s, .scope = PoolScope::host, .services = services, .duration = 60s});
  for (ServiceIndex service = 0; service < services; ++service)
    add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 10s}), ExponentialHold{2s}, service);
  const Recorder event_driven = record_in<EventDrivenPool>(scenario);
  CHECK(record(scenario) == event_driven);
  CHECK(record_in<SparsePool>(scenario) == event_driven);
}

// A shorter TIME_WAIT leaves the end of the kept connection's as it was: the cap is not to take that for it.
TEST_CASE("Both pools agree on a connection that is kept when TIME_WAIT is capped and made shorter",
          "[host]") {
  Scenario scenario = scenario_of({.time_wait = 60s, .duration = 2min});
  scenario.hosts.front().behaviour.time_wait_cap = 0;
  MailboxCacheClient cache;
  cache.users = 3;
  cache.request_rate = {30, 1min};
  cache.ttl = 10s;
  add_workload(scenario, cache);
  TimelineStep step{.at = 1min, .hosts = scenario.hosts, .workloads = scenario.workloads};
  step.hosts.front().behaviour.time_wait = 0s;
  scenario.timeline.push_back(step);
  CHECK(record(scenario) == record_in<EventDrivenPool>(scenario));
}
