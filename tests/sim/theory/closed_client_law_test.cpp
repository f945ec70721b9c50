// Laws of users, of bursts and of ports that others hold. Expected values are those of the formulas, computed
// apart.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

// 24 users on eight ports, two seconds of thinking to one of holding, and no TIME_WAIT.
Scenario without_time_wait() {
  Scenario scenario = scenario_of({.ports = 8, .time_wait = 60s, .duration = 1h});
  scenario.warm_up = 10min;
  add_workload(scenario, ClosedClient{24, ExponentialHold{2s}}, ExponentialHold{1s}).closes = Closer::server;
  return scenario;
}

Scenario with_time_wait() {
  Scenario scenario = scenario_of({.ports = 16, .time_wait = 1s, .duration = 1h});
  add_workload(scenario, ClosedClient{20, ExponentialHold{1s}}, ExponentialHold{500ms});
  return scenario;
}

}  // namespace

TEST_CASE("Users without TIME_WAIT get Engset", "[theory]") {
  const AnalyticResult theory = closed_form(without_time_wait());
  CHECK(theory.model == "Engset");
  CHECK(*theory.failure_fraction == Approx(0.262010567760635).epsilon(1e-12));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("Users who begin together are comparable only after a warm-up", "[theory]") {
  Scenario scenario = without_time_wait();
  scenario.warm_up = 0s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
  // Five turns of 3 s, times 3^2 over the variance of 2^2 + 1^2.
  CHECK_THAT(closed_form(scenario).note, Contains("a warm_up of 27 s"));
}

TEST_CASE("Users whose turns are all alike stay in step", "[theory]") {
  Scenario scenario = without_time_wait();
  scenario.workloads[0].client = ClosedClient{24, ConstantHold{2s}};
  scenario.workloads[0].holds = ConstantHold{1s};
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("stay in step"));
}

TEST_CASE("No more users than ports never fail, whatever they do", "[theory]") {
  Scenario scenario = without_time_wait();
  scenario.workloads[0].client = ClosedClient{8, ConstantHold{0s}};
  scenario.workloads[0].retry = RetrySpec{.attempts = 3, .backoff = 1s};
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.failure_fraction == 0);
  CHECK(theory.comparison == Comparison::exactly);
}

TEST_CASE("Users with TIME_WAIT get an estimate that is never called exact", "[theory]") {
  const AnalyticResult theory = closed_form(with_time_wait());
  CHECK(theory.model == "finite users with TIME_WAIT, estimate");
  CHECK(*theory.failure_fraction == Approx(0.3474).margin(6e-5));
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("An estimate") && Contains("by up to 10 %"));
  // 16 ports for 1.5 s each; 20 users in turns of 1.5 s.
  CHECK_THAT(theory.note, Contains("At most 10.67 connections a second") && Contains("13.33 by the users"));
}

TEST_CASE("A handshake that closes the connection keeps the port as TIME_WAIT does", "[theory]") {
  Scenario scenario = without_time_wait();
  scenario.services[0].round_trip = 100ms;
  CHECK(closed_form(scenario).model == "finite users with TIME_WAIT, estimate");
  scenario.workloads[0].closes = Closer::abort;
  CHECK(closed_form(scenario).model == "Engset");
}

TEST_CASE("Users with ports to spare are expected to lose nothing", "[theory]") {
  Scenario scenario = with_time_wait();
  scenario.workloads[0].client = ClosedClient{1, ExponentialHold{1s}};
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.failure_fraction == 0.0);
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("Users who try again have bounds and no law", "[theory]") {
  Scenario scenario = with_time_wait();
  scenario.workloads[0].retry = RetrySpec{.attempts = 3, .backoff = 1s};
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("tries again") && Contains("At most 10.67"));
}

TEST_CASE("Where others hold every port all attempts fail", "[theory]") {
  Scenario scenario = poisson({.ports = 10, .time_wait = 1s, .duration = 1min}, {5, 1s});
  scenario.hosts[0].occupied = {10, forever};
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.failure_fraction == 1);
  CHECK(theory.comparison == Comparison::exactly);
  CHECK(theory.servers == 0);
  REQUIRE(theory.headroom.size() == 1);
  CHECK(theory.headroom[0].bottleneck == Bottleneck::no_ports);
  CHECK(theory.headroom[0].sustainable_rate == 0);
}

TEST_CASE("Bursts of connections of one length are counted", "[theory]") {
  Scenario scenario = scenario_of({.ports = 70, .time_wait = 25s, .duration = 10min});
  add_workload(scenario, open_client(ArrivalProcess::bursts, {30, 10s}));
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(20 / 90.0).epsilon(1e-12));  // every third burst gets 10 ports
  CHECK(theory.comparison == Comparison::exactly);
  CHECK(theory.headroom.at(0).sustainable_rate.has_value());
}

TEST_CASE("A burst may fail though on average there is room", "[theory]") {
  Scenario scenario = scenario_of({.ports = 70, .time_wait = 1s, .duration = 10min});
  add_workload(scenario, open_client(ArrivalProcess::bursts, {80, 10s}));
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(1 / 8.0).epsilon(1e-12));
  CHECK(theory.headroom.at(0).bottleneck == Bottleneck::unknown);
}

TEST_CASE("Evenly spaced attempts that are spread at random are not evenly spaced anywhere", "[theory]") {
  Scenario scenario =
      evenly_spaced({.ports = 10, .time_wait = 30s, .services = 2, .duration = 10min}, {1, 1s});
  scenario.workloads[0].connects_to = {{0, Probability{0.5}}, {1, Probability{0.5}}};
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("is drawn"));
}

TEST_CASE("Pools and traces have no law, and the reason is said", "[theory]") {
  Scenario scenario = scenario_of({});
  add_workload(scenario, PoolClient{.request_rate = {5, 1s}, .request_time = ConstantHold{1s}});
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("How often a pool opens a connection"));
  scenario.workloads[0].client = TraceClient{std::make_shared<const std::vector<TraceRow>>(3)};
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("when the trace says"));
}
