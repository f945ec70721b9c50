// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include "sim/theory/closed_form.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

AnalyticResult predicting(double failure_fraction, Comparison comparison) {
  AnalyticResult theory;
  theory.failure_fraction = failure_fraction;
  theory.comparison = comparison;
  return theory;
}

AnalyticResult beside(AnalyticResult theory, const Estimate& simulated) {
  lay_beside(theory, simulated);
  return theory;
}

}  // namespace

TEST_CASE("The sustainable rate is ports over mean lease", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2003, {20, 1s}));
  CHECK(*theory.headroom.front().sustainable_rate == Approx(3976.0 / 240));
  CHECK(theory.offered_rate == Approx(20));
  CHECK(theory.headroom.front().offered_rate_max == Approx(20));
  CHECK(theory.offered_load == Approx(4800));
  CHECK(theory.servers == 3976);
}

TEST_CASE("A lease is two round trips, the hold, and TIME_WAIT only after the client's own close",
          "[theory]") {
  OneHost host = windows_2003;
  host.round_trip = 1s;
  Scenario scenario = poisson(host, {10, 1s}, ExponentialHold{8s});
  CHECK(closed_form(scenario).offered_load == Approx(10 * (1 + 8 + 1 + 240)));
  scenario.workloads[0].closes = Closer::server;
  CHECK(closed_form(scenario).offered_load == Approx(10 * (1 + 8 + 1)));
  scenario.workloads[0].closes = Closer::abort;
  CHECK(closed_form(scenario).offered_load == Approx(10 * (1 + 8)));
}

TEST_CASE("With a pool for each destination the busiest one limits the rate", "[theory]") {
  Scenario scenario = scenario_of(
      {.ports = 100, .time_wait = 10s, .scope = PoolScope::destination, .services = 2, .duration = 1h});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {3, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ConstantHold{}, 1);
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.servers == 200);
  // 30 and 10 of 100 ports each: room for 100/30 of the rate.
  CHECK(*theory.headroom.front().sustainable_rate == Approx(4 * 100.0 / 30));
}

TEST_CASE("A cursor that does not look further needs a port for each connection, whatever its destination",
          "[theory]") {
  Scenario scenario = scenario_of(
      {.ports = 100, .time_wait = 10s, .selection = SeqNaiveSpec{}, .services = 2, .duration = 1h});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {3, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ConstantHold{}, 1);
  CHECK(*closed_form(scenario).headroom.front().sustainable_rate == Approx(10));
}

TEST_CASE("A lease of no time can be sustained at any rate", "[theory]") {
  Scenario scenario = poisson({.ports = 10, .time_wait = 0s}, {5, 1s});
  CHECK(*closed_form(scenario).headroom.front().sustainable_rate == std::numeric_limits<double>::infinity());
}

TEST_CASE("A scenario that attempts nothing has no theory", "[theory]") {
  const AnalyticResult theory = closed_form(poisson({}, {0, 1s}));
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.model.empty());
  CHECK_FALSE(theory.note.empty());
}

TEST_CASE("Mixtures have no closed form, and still an offered load", "[theory]") {
  Scenario scenario = poisson(windows_2003, {5, 1s});
  add_workload(scenario, open_client(ArrivalProcess::constant, {5, 1s}));
  const AnalyticResult theory = closed_form(scenario);
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.model.empty());
  CHECK_FALSE(theory.note.empty());
  CHECK(theory.offered_load == Approx(2400));
  CHECK(*theory.headroom.front().sustainable_rate == Approx(3976.0 / 240));
}

TEST_CASE("A rate that changes has an estimate; what is offered is its mean over the run", "[theory]") {
  Scenario scenario = scenario_of({.ports = 16384, .time_wait = 120s, .duration = 60s});
  const OpenClient ramp{{ArrivalProcess::poisson, {{30s, {200, 1s}, {600, 1s}}, {std::nullopt, {}, {}}}}};
  add_workload(scenario, ramp);
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0).margin(1e-9));  // fewer attempts than ports
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("changes"));
  CHECK(theory.offered_rate == Approx(200));  // 12000 attempts in 60 s
  CHECK(theory.headroom.front().offered_rate_max == Approx(600));
  scenario.duration = 15s;
  CHECK(closed_form(scenario).offered_rate == Approx(300));  // half way up
  CHECK(closed_form(scenario).headroom.front().offered_rate_max == Approx(400));
}

TEST_CASE("The largest rate is that of all clients at one instant, not the sum of what each has at its own",
          "[theory]") {
  Scenario scenario = scenario_of({.ports = 16384, .time_wait = 120s, .services = 2, .duration = 100s});
  const Rate calm{1, 1s};
  const Rate burst{500, 1s};
  const OpenClient bursting{
      {ArrivalProcess::poisson, {{60s, calm, calm}, {10s, burst, burst}, {std::nullopt, calm, calm}}}};
  add_workload(scenario, bursting);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {20, 1s}), ConstantHold{}, 1).starts = 90s;
  CHECK(closed_form(scenario).offered_rate == Approx((90 + 5000 + 200) / 100.0));
  CHECK(closed_form(scenario).headroom.front().offered_rate_max == Approx(500));
  scenario.workloads[1].starts = 65s;
  CHECK(closed_form(scenario).headroom.front().offered_rate_max == Approx(520));
  scenario.duration = 50s;  // neither the burst nor the second client comes
  CHECK(closed_form(scenario).headroom.front().offered_rate_max == Approx(1));
}

TEST_CASE("Several pools give one figure, weighted by attempts, and a note each", "[theory]") {
  Scenario scenario = scenario_of(
      {.ports = 100, .time_wait = 10s, .scope = PoolScope::destination, .services = 2, .duration = 1h});
  add_workload(scenario, open_client(ArrivalProcess::constant, {20, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::constant, {5, 1s}), ConstantHold{}, 1);
  const AnalyticResult theory = closed_form(scenario);
  // Half of 20/s and none of 5/s.
  CHECK(*theory.failure_fraction == Approx(0.4));
  CHECK_THAT(theory.note, Contains("client/service-0: ") && Contains("client/service-1: "));
}

TEST_CASE("Several pools that can be counted are counted together", "[theory]") {
  // In 10.05 s the first client makes 201 attempts, of which those of the second 5 s fail, and the other 21.
  Scenario scenario = scenario_of(
      {.ports = 100, .time_wait = 10s, .scope = PoolScope::destination, .services = 2, .duration = 10050ms});
  add_workload(scenario, open_client(ArrivalProcess::constant, {20, 1s}), ConstantHold{}, 0);
  add_workload(scenario, open_client(ArrivalProcess::constant, {2, 1s}), ConstantHold{}, 1);
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.comparison == Comparison::exactly);
  CHECK(*theory.failure_fraction == Approx(100 / 222.0).epsilon(1e-14));
}

TEST_CASE("A simulated interval agrees if it contains the theory's figure", "[theory]") {
  const AnalyticResult theory = predicting(0.1, Comparison::within_interval);
  CHECK(beside(theory, {0.11, 0.09, 0.13}).agrees == true);
  CHECK(beside(theory, {0.15, 0.13, 0.17}).agrees == false);
  CHECK_THAT(beside(theory, {0.15, 0.13, 0.17}).note, Contains("chance"));
  CHECK(beside(theory, {0, 0, 0.2, true}).agrees == true);
  CHECK(beside(theory, {0, 0, 0.05, true}).agrees == false);
}

TEST_CASE("A figure that is a range agrees if the interval meets it", "[theory]") {
  AnalyticResult theory = predicting(0.1, Comparison::within_interval);
  theory.failure_fraction_min = 0.08;
  CHECK(beside(theory, {0.085, 0.082, 0.088}).agrees == true);
  CHECK(beside(theory, {0.07, 0.06, 0.079}).agrees == false);
  CHECK(beside(theory, {0.12, 0.11, 0.13}).agrees == false);
}

TEST_CASE("What has no interval or need not agree is not judged", "[theory]") {
  AnalyticResult theory = predicting(0.1, Comparison::within_interval);
  CHECK_FALSE(beside(theory, {.mean = 0.11}).agrees);
  CHECK_THAT(beside(theory, {.mean = 0.11}).note, Contains("single replication"));
  CHECK_FALSE(beside(theory, {}).agrees);
  theory.comparison = Comparison::none;
  CHECK_FALSE(beside(theory, {0.1, 0.09, 0.13}).agrees);
}

TEST_CASE("A count must be equal, and one replication is enough for that", "[theory]") {
  const AnalyticResult theory = predicting(0.172, Comparison::exactly);
  CHECK(beside(theory, {0.172, 0.172, 0.172}).agrees == true);
  CHECK(beside(theory, {.mean = 0.172}).agrees == true);
  CHECK(beside(theory, {0.1721, 0.1, 0.2}).agrees == false);
  CHECK_FALSE(beside(theory, {}).agrees);  // no attempt was observed
}
