// The loop that is made for plain routes against the one for all: a limit on half-open connections that is
// never reached makes a host's routes no longer plain, and changes nothing else.
#include "sim/host/route_kind.hpp"

#include <algorithm>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/host/observed_simulation.hpp"

#include "tests/sim/host/any_scenario.hpp"
#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

void limit_half_open(std::vector<Host>& hosts) {
  for (Host& host : hosts)
    if (!host.behaviour.half_open_limit) host.behaviour.half_open_limit = 1'000'000;
}

Scenario without_plain_routes(Scenario scenario) {
  limit_half_open(scenario.hosts);
  for (TimelineStep& step : scenario.timeline) limit_half_open(step.hosts);
  return scenario;
}

Scenario poisson_attempts(const PortSelectionSpec& selection) {
  Scenario scenario =
      scenario_of({.ports = 200, .time_wait = 60s, .selection = selection, .duration = 10min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {4, 1s}), ExponentialHold{1s});
  return scenario;
}

RouteKind kind_in(const Scenario& scenario) {
  const PortPlan plan = plan_ports(scenario);
  const RunningHost host = make_running_host(scenario.hosts.front().behaviour, SimTime{}, {});
  return kind_of(plan.epochs.front().routes.front(), host);
}

}  // namespace

TEST_CASE("A client that closes its connections to one server has a plain route", "[host]") {
  const Scenario scenario = poisson_attempts(SeqSmartSpec{});
  CHECK(kind_in(scenario) == RouteKind::plain);
  CHECK(kind_in(without_plain_routes(scenario)) == RouteKind::any);
}

TEST_CASE("A plain route gives the records that it gives where each attempt is asked about", "[host]") {
  const auto selection =
      GENERATE(as<PortSelectionSpec>{}, SeqSmartSpec{}, SeqNaiveSpec{}, SeqClosingSpec{}, RandomStartSpec{});
  const Scenario scenario = poisson_attempts(selection);
  const Recorder records = record(scenario);
  CHECK(std::any_of(records.attempts.begin(), records.attempts.end(),
                    [](const Attempt& attempt) { return attempt.outcome != ConnectOutcome::connected; }));
  CHECK(records == record(without_plain_routes(scenario)));
}

TEST_CASE("Phases, steps and short advances interrupt a direct route's loop and change no record", "[host]") {
  Scenario scenario = poisson_attempts(SeqSmartSpec{});
  const Rate rate{4, 1s};
  const Rate none{0, 1s};
  scenario.workloads.front().client =
      OpenClient{{ArrivalProcess::poisson,
                  {{2min, rate, rate}, {1min, none, none}, {3min, none, rate}, {{}, rate, rate}}}};
  TimelineStep step;
  step.at = 90s;
  step.hosts = scenario.hosts;
  step.workloads = scenario.workloads;
  step.workloads.front().holds = ExponentialHold{20s};
  scenario.timeline.push_back(step);
  const Recorder records = record(scenario);
  CHECK(records == record(without_plain_routes(scenario)));

  Recorder in_pieces;
  ObservedSimulation simulation{scenario, {}, in_pieces};
  while (!simulation.advance(SimTime{scenario.duration}, 7)) continue;
  CHECK(in_pieces == records);
}

TEST_CASE("The kind of a route changes no record, whatever the scenario", "[host]") {
  CHECK(rc::check([] {
    const Scenario scenario = any_scenario();
    const RunId id{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()};
    RC_ASSERT(record(scenario, id) == record(without_plain_routes(scenario), id));
  }));
}
