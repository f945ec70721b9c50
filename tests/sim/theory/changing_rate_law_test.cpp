// Expected values: fluid counts, and failures per burst simulated by another program (half widths given).
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

RatePhase phase(Duration lasts, std::int64_t rate) {
  return {lasts, {rate, 1s}, {rate, 1s}};
}

Scenario with_phases(const OneHost& host, std::vector<RatePhase> phases, HoldingTimeSpec holds) {
  Scenario scenario = scenario_of(host);
  add_workload(scenario, OpenClient{{ArrivalProcess::poisson, std::move(phases)}}, holds);
  return scenario;
}

// 60/s, one second of more, and 60/s again, on 100 ports that are open for 0.2 s and 0.8 s in TIME_WAIT.
Scenario burst_of(std::int64_t rate) {
  return with_phases({.ports = 100, .time_wait = 800ms, .duration = 10s},
                     {phase(5s, 60), phase(1s, rate), phase(4s, 60)}, ExponentialHold{200ms});
}

}  // namespace

TEST_CASE("A burst of Poisson attempts has an estimate near the simulated failures", "[theory]") {
  const AnalyticResult strong = closed_form(burst_of(150));
  CHECK(strong.model == "carried load, estimate");
  CHECK(strong.comparison == Comparison::none);
  CHECK(*strong.failure_fraction * (9 * 60 + 150) == Approx(46.0).epsilon(0.02));
  CHECK(*closed_form(burst_of(100)).failure_fraction * (9 * 60 + 100) == Approx(4.13).epsilon(0.15));
}

TEST_CASE("The estimate stands with its accuracy and with a bound", "[theory]") {
  const AnalyticResult theory = closed_form(burst_of(100));
  CHECK_THAT(theory.note, Contains("low by up to four times"));
  CHECK_THAT(theory.note, Contains("At most"));
}

TEST_CASE("In deep overload as many succeed as there are ports, and as come back", "[theory]") {
  // Leases of 120 s: from 60 s on to 120 s everything fails, then 16,384 ports come back as they were taken.
  const Scenario scenario = with_phases({.ports = 16384, .time_wait = 120s, .duration = 20min},
                                        {phase(10min, 273), phase(10min, 0)}, ConstantHold{});
  CHECK(*closed_form(scenario).failure_fraction == Approx(1 - 16384 * 5.0 / (273 * 600)).epsilon(0.01));
}

TEST_CASE("Only the observed attempts count", "[theory]") {
  Scenario scenario = burst_of(150);
  scenario.warm_up = 7s;  // all is over, but for the rare failures of 60 erlangs on 100 ports
  CHECK(*closed_form(scenario).failure_fraction < 1e-5);
}

TEST_CASE("A client that comes late, or goes early, changes the rate too", "[theory]") {
  Scenario scenario = poisson({.ports = 100, .time_wait = 10s, .duration = 10min}, {20, 1s});
  scenario.workloads[0].starts = 1min;
  scenario.workloads[0].ends = 9min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.model == "carried load, estimate");
  CHECK(*theory.failure_fraction == Approx(0.5).margin(0.01));  // 10/s of 20/s, and the first 100
}

TEST_CASE("A ramp is followed", "[theory]") {
  // From 0 to 100/s in 100 s, on ports that do not come back: the first 1,000 of 5,000 attempts succeed.
  const Scenario scenario = with_phases({.ports = 1000, .time_wait = 1h, .duration = 100s},
                                        {{100s, {0, 1s}, {100, 1s}}}, ConstantHold{});
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.8).epsilon(0.02));
}

TEST_CASE("Evenly spaced attempts, retries and cursors that miss ports have no such estimate", "[theory]") {
  Scenario even = burst_of(150);
  std::get<OpenClient>(even.workloads[0].client).arrivals.process = ArrivalProcess::constant;
  CHECK_FALSE(closed_form(even).failure_fraction);
  Scenario retried = burst_of(150);
  retried.workloads[0].retry = RetrySpec{};
  CHECK_FALSE(closed_form(retried).failure_fraction);
  Scenario naive = burst_of(150);
  naive.hosts[0].behaviour.selection = SeqNaiveSpec{};
  CHECK_FALSE(closed_form(naive).failure_fraction);
}
