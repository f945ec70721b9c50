// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

Scenario with_defect(OneHost host, double p_closing, ArrivalProcess process, Rate rate,
                     HoldingTimeSpec holds = ConstantHold{}) {
  host.selection = SeqClosingSpec{.p_closing = Probability{p_closing}};
  Scenario scenario = one_client(host, process, rate, holds);
  scenario.hosts[0].behaviour.handed_out = ClosingStates::all();
  return scenario;
}

constexpr OneHost windows_7{.ports = 16384, .time_wait = 120s, .round_trip = 1ms, .duration = 30min};

}  // namespace

TEST_CASE("With a closing port by chance p fail, and of the rest what Erlang B says", "[theory]") {
  // Of 100 erlangs 80 remain on 100 ports.
  Scenario scenario =
      with_defect({.ports = 100, .time_wait = 10s, .duration = 2h}, 0.2, ArrivalProcess::poisson, {10, 1s});
  scenario.warm_up = 10min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0.2 + 0.8 * 0.0039920286045531975));
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK_THAT(theory.note, Contains("20 % of the attempts") && Contains("0.3992 %"));
  scenario.warm_up = 5s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("still filling"));
}

TEST_CASE("While ports are plenty just the closing ones fail attempts, however these are spaced",
          "[theory]") {
  const auto process = GENERATE(ArrivalProcess::poisson, ArrivalProcess::constant);
  const AnalyticResult theory = closed_form(with_defect(windows_7, 0.05, process, {100, 1s}));
  CHECK(*theory.failure_fraction == Approx(0.05));
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK(*theory.headroom.front().sustainable_rate == Approx(16384 / 120.002));
}

TEST_CASE("Evenly spaced attempts that use up the ports have no law with closing ports by chance",
          "[theory]") {
  const AnalyticResult theory =
      closed_form(with_defect(windows_7, 0.05, ArrivalProcess::constant, {150, 1s}));
  CHECK_FALSE(theory.failure_fraction);
  CHECK_THAT(theory.note, Contains("evenly spaced"));
}

TEST_CASE("A client that comes late has no law with closing ports by chance", "[theory]") {
  const auto process = GENERATE(ArrivalProcess::poisson, ArrivalProcess::constant);
  Scenario scenario = with_defect(windows_7, 0.05, process, {100, 1s});
  scenario.workloads[0].starts = 1min;
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("from the beginning"));
}

TEST_CASE("In overload the waves of the other attempts are a range", "[theory]") {
  // 60/s of 80/s remain: 3600 erlangs on 3000 ports, over whole leases.
  Scenario scenario = with_defect({.ports = 3000, .time_wait = 60s, .duration = 600s}, 0.25,
                                  ArrivalProcess::poisson, {80, 1s});
  scenario.warm_up = 60s;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK(*theory.failure_fraction_min == Approx(0.25 + 0.75 * (1 - 3000 / 3600.0)));
  CHECK(*theory.failure_fraction_min < *theory.failure_fraction);
}

TEST_CASE("Before the first connection closes nothing can be handed out amiss", "[theory]") {
  // 25 min without a closing port miss half of the failures.
  Scenario scenario = with_defect({.ports = 60000, .time_wait = 120s, .duration = 50min}, 0.05,
                                  ArrivalProcess::constant, {10, 1s}, ConstantHold{25min});
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("warm_up of 1501 s"));
  scenario.warm_up = 1501s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Where few ports are closing at once p is an upper bound", "[theory]") {
  // Only FIN_WAIT_1 counts, for a millisecond.
  Scenario scenario = with_defect(windows_7, 0.05, ArrivalProcess::poisson, {100, 1s});
  ClosingStates fin_wait_1;
  fin_wait_1.add(ClosingState::fin_wait_1);
  scenario.hosts[0].behaviour.handed_out = fin_wait_1;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("0.095 ports are closing"));
}

TEST_CASE("Where every attempt is handed a closing port, none is closing at times", "[theory]") {
  const AnalyticResult theory = closed_form(with_defect(windows_7, 1, ArrivalProcess::poisson, {100, 1s}));
  CHECK(*theory.failure_fraction == 1);
  CHECK(theory.comparison == Comparison::none);
}

TEST_CASE("A closing port harms no other destination, and no socket that ignores TIME_WAIT", "[theory]") {
  Scenario scenario = with_defect({.ports = 16384, .time_wait = 120s, .services = 2, .duration = 30min}, 0.05,
                                  ArrivalProcess::poisson, {50, 1s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {50, 1s}), ConstantHold{}, 1);
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("another destination"));
  scenario.hosts[0].behaviour.reuseaddr_lifts_time_wait = true;
  for (Workload& workload : scenario.workloads) workload.socket.add(SocketOption::reuseaddr);
  CHECK(*closed_form(scenario).failure_fraction == 0);
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}
