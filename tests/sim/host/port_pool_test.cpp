// The pools by themselves: ports that others have taken, and many destinations.
#include "sim/host/port_pool.hpp"

#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/host/event_driven_pool.hpp"
#include "sim/host/running_pools.hpp"

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

PortClaim claim(Duration bound, Duration clear) {
  return {{at(bound), at(clear)}, {at(bound), at(bound)}};
}

PoolShape shape_of(PortCount ports, DestinationIndex destinations, ColumnForm form) {
  return {ports, destinations, TimeWaitBlocks::four_tuple, false, form, form};
}

// Some step of a history: what a pool is asked, and what it answers.
struct Step {
  Duration now;
  DestinationIndex destination;
  SocketRules rules;
  PortOffset from;
  bool is_occupied;  // by others; else a connection takes the port, if it can
  Duration live;
  Duration time_wait;
};

Step any_step(Duration now, const PoolShape& shape) {
  return {.now = now,
          .destination = *rc::gen::inRange<DestinationIndex>(0, shape.destinations),
          .rules = {*rc::gen::arbitrary<bool>(), *rc::gen::inRange(0, 4) == 0},
          .from = *rc::gen::inRange<PortOffset>(0, shape.ports),
          .is_occupied = *rc::gen::inRange(0, 5) == 0,
          .live = Duration{*rc::gen::inRange(0, 400)},
          .time_wait = Duration{*rc::gen::inRange(0, 400)}};
}

template <class Pool>
std::vector<PortOffset> answers_of(Pool& pool, const Step& step) {
  auto ports = pool.available(step.destination, step.rules, at(step.now));
  std::vector<PortOffset> answers{ports.first_unbound(step.from), ports.first_clear(step.from),
                                  ports.first_usable(step.from), ports.is_usable(step.from),
                                  ports.has_usable()};
  const PortOffset port = ports.first_usable(step.from);
  if (step.is_occupied && answers[0] != no_port)
    pool.occupy(answers[0], at(step.now + step.live));
  else if (port != no_port && ports.is_usable(port))
    pool.hold(step.destination, port, claim(step.now + step.live, step.now + step.live + step.time_wait));
  return answers;
}

}  // namespace

TEST_CASE("A port that others have taken is live until then, and in TIME_WAIT never", "[host]") {
  const PoolShape shape = shape_of(2, 3, GENERATE(ColumnForm::sparse, ColumnForm::dense));
  PortPool pool{shape};
  pool.occupy(0, at(90s));
  for (DestinationIndex destination = 0; destination < 3; ++destination) {
    CHECK(pool.available(destination, {}, at(89s)).first_unbound(0) == 1);
    CHECK(pool.available(destination, {}, at(89s)).first_usable(0) == 1);
    CHECK_FALSE(pool.available(destination, {.ignores_time_wait = true}, at(89s)).is_usable(0));
  }
  for (DestinationIndex destination = 0; destination < 3; ++destination) {
    CHECK(pool.available(destination, {}, at(90s)).first_clear(0) == 0);
    CHECK(pool.available(destination, {}, at(90s)).first_usable(0) == 0);
  }
}

TEST_CASE("Both pools agree where others take ports, in either form of their columns", "[host]") {
  CHECK(rc::check([] {
    const auto ports = *rc::gen::inRange<PortCount>(2, 200);
    const auto destinations = *rc::gen::inRange<DestinationIndex>(1, 8);
    PoolShape shape = shape_of(ports, destinations, ColumnForm::sparse);
    shape.time_wait_blocks = *rc::gen::element(TimeWaitBlocks::four_tuple, TimeWaitBlocks::pool);
    EventDrivenPool event_driven{shape};
    PortPool sparse{shape};
    shape.columns = shape.four_tuples = ColumnForm::dense;
    PortPool dense{shape};
    Duration now = 0s;
    const int steps = *rc::gen::inRange(0, 400);
    for (int n = 0; n < steps; ++n) {
      now += Duration{*rc::gen::inRange(0, 5)};
      const Step step = any_step(now, shape);
      const std::vector<PortOffset> answers = answers_of(event_driven, step);
      RC_ASSERT(answers_of(dense, step) == answers);
      RC_ASSERT(answers_of(sparse, step) == answers);
    }
  }));
}

TEST_CASE("A simple pool has one destination, dense columns, and no order of closing", "[host]") {
  CHECK(PortPool{shape_of(10, 1, ColumnForm::dense)}.is_simple());
  CHECK_FALSE(PortPool{shape_of(10, 2, ColumnForm::dense)}.is_simple());
  CHECK_FALSE(PortPool{shape_of(2000, 1, ColumnForm::sparse)}.is_simple());
  PoolShape tracking = shape_of(10, 1, ColumnForm::dense);
  tracking.tracks_closing = true;
  CHECK_FALSE(PortPool{tracking}.is_simple());
}

TEST_CASE("A clear port of a simple pool is held as any other", "[host]") {
  PortPool pool{shape_of(10, 1, ColumnForm::dense)};
  pool.hold(0, 3, claim(10s, 70s));
  pool.available(0, {}, at(80s));
  const HeldUntil until{at(90s), at(150s)};
  CHECK(pool.hold_clear(3, until) == until);
  CHECK(pool.held_until(3) == until);
  CHECK(pool.available(0, {}, at(149s)).first_clear(3) == 4);
  CHECK(pool.available(0, {}, at(150s)).first_clear(3) == 3);
}

TEST_CASE("A search takes no other destination's port for its own", "[host]") {
  PortPool pool{shape_of(100, 2, GENERATE(ColumnForm::sparse, ColumnForm::dense))};
  for (PortOffset port = 0; port < 99; ++port) pool.hold(1, port, claim(60s, 90s));
  CHECK(pool.available(0, {}, at(1s)).first_usable(0) == 99);
  CHECK(pool.four_tuple_until(0, 0) == SimTime{});
  CHECK(pool.available(0, {}, at(60s)).first_usable(0) == 0);
}

TEST_CASE("A search passes the ports of other destinations and its own, wherever it begins", "[host]") {
  PortPool pool{shape_of(1000, 2, GENERATE(ColumnForm::sparse, ColumnForm::dense))};
  const PortOffset only_usable = 400;
  for (PortOffset port = 0; port < 1000; ++port) {
    if (port == only_usable) continue;
    const bool is_own = port % 20 == 0;
    pool.hold(is_own ? 0 : 1, port, is_own ? claim(0s, 60s) : claim(60s, 60s));
  }
  const PortOffset from = GENERATE(0U, 399U, 400U, 401U, 999U);
  CHECK(pool.available(0, {}, at(1s)).first_usable(from) == only_usable);
  pool.hold(0, only_usable, claim(1s, 60s));
  CHECK(pool.available(0, {}, at(2s)).first_usable(from) == no_port);
  CHECK(pool.available(1, {}, at(2s)).first_usable(401) == 420);
}

// The limits are a quarter of a million instants, beside two columns of the ports, and a million of those.
TEST_CASE("Columns begin sparse where all of them together would be large", "[host]") {
  const auto shape_with = [](PortCount ports, int services) {
    Scenario scenario = scenario_of({.ports = ports, .services = services});
    for (int n = 0; n < services; ++n)
      add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ConstantHold{0s},
                   static_cast<ServiceIndex>(n));
    return plan_ports(scenario).pools.front().shape;
  };
  CHECK(shape_with(10'000, 23).four_tuples == ColumnForm::dense);
  CHECK(shape_with(10'000, 24).four_tuples == ColumnForm::sparse);
  CHECK(shape_with(10'000, 24).columns == ColumnForm::dense);
  const auto columns_with = [](std::uint32_t hosts) {
    Scenario scenario = scenario_of({.ports = 50'000});
    scenario.hosts.resize(hosts, scenario.hosts.front());
    for (HostIndex n = 0; n < hosts; ++n) {
      add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ConstantHold{0s});
      scenario.workloads.back().host = n;
    }
    return plan_ports(scenario).pools.front().shape.columns;
  };
  CHECK(columns_with(10) == ColumnForm::dense);
  CHECK(columns_with(11) == ColumnForm::sparse);
}

TEMPLATE_TEST_CASE("A TIME_WAIT given up early frees its four-tuple, though the port is live elsewhere",
                   "[host]", PortPool, EventDrivenPool) {
  TestType pool{shape_of(100, 2, GENERATE(ColumnForm::sparse, ColumnForm::dense))};
  pool.hold(0, 7, claim(10s, 100s));
  pool.available(1, {}, at(20s));
  pool.hold(1, 7, claim(200s, 300s));
  CHECK(pool.release(0, 7, at(30s)) == HeldUntil{at(200s), at(300s)});
  CHECK_FALSE(pool.available(0, {}, at(199s)).is_usable(7));
  CHECK(pool.available(0, {}, at(200s)).is_usable(7));
  CHECK_FALSE(pool.available(1, {}, at(299s)).is_usable(7));
}

TEMPLATE_TEST_CASE("A port that others have taken stays theirs when the range changes", "[host]", PortPool,
                   EventDrivenPool) {
  Scenario scenario = scenario_of({.ports = 10, .services = 2});
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{0s}, 0);
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{0s}, 1);
  TimelineStep wider;
  wider.at = 10s;
  wider.hosts = scenario.hosts;
  wider.hosts.front().behaviour.ephemeral = {Port{1020}, Port{1040}};  // from 1025 to 1034 before
  wider.workloads = scenario.workloads;
  scenario.timeline.push_back(wider);
  const PortPlan plan = plan_ports(scenario);
  Recorder recorder;
  RunningPools<TestType, Recorder> pools{plan, recorder};
  pools.occupy(0, 3, at(60s), at(0s));
  pools.move(transfers_between(plan, 0, 1), 0, 1, at(10s));

  CHECK(pools[1].occupied_until(8) == at(60s));
  for (DestinationIndex destination = 0; destination < 2; ++destination) {
    CHECK_FALSE(pools[1].available(destination, {}, at(59s)).is_usable(8));
    CHECK(pools[1].available(destination, {}, at(59s)).first_unbound(0) == 0);
  }
  CHECK(pools[1].available(0, {}, at(60s)).is_usable(8));
  CHECK(recorder.intervals.front() ==
        std::pair{PoolIndex{0}, PortInterval{at(0s), at(60s), at(0s), at(60s), false}});
}
