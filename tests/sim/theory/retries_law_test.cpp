// Expected values are those of the theory, computed apart.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

// 95 erlangs on 100 ports: with three attempts each 108.81218837, of which 0.12880160344 fail.
Scenario trying_three_times() {
  Scenario scenario = poisson({.ports = 100, .time_wait = 10s, .services = 2, .duration = 1h}, {95, 10s});
  scenario.workloads[0].retry = RetrySpec{.attempts = 2, .backoff = 1s};
  scenario.warm_up = 10min;
  return scenario;
}

}  // namespace

TEST_CASE("Retries get the limit of slow ones, for comparison only", "[theory]") {
  const AnalyticResult theory = closed_form(trying_three_times());
  CHECK(*theory.failure_fraction == Approx(0.12880160344).epsilon(1e-9));
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("12.88 % of the attempts") && Contains("0.2137 % of the requests"));
  CHECK_THAT(theory.note, Contains("at most 3 times") && Contains("slow retries"));
}

TEST_CASE("What several destinations lose with retries is weighted by their attempts", "[theory]") {
  Scenario scenario = trying_three_times();
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ConstantHold{}, 1).retry =
      RetrySpec{.attempts = 2, .backoff = 5s};
  // Ten erlangs on 100 ports lose nothing.
  CHECK(*closed_form(scenario).failure_fraction ==
        Approx(108.81218837 * 0.12880160344 / 118.81218837).epsilon(1e-9));
}

TEST_CASE("Workloads that try differently often have no law", "[theory]") {
  Scenario scenario = trying_three_times();
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("made again"));
}

TEST_CASE("Where no failure is expected retries change nothing", "[theory]") {
  Scenario scenario = trying_three_times();
  scenario.workloads[0].client = open_client(ArrivalProcess::poisson, {3, 1s});
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  CHECK(closed_form(scenario).model == "Erlang B");
}

TEST_CASE("Retries where not every port is tried have no law", "[theory]") {
  const auto selection = GENERATE(values<PortSelectionSpec>(
      {SeqNaiveSpec{}, RandomOnceSpec{}, SeqClosingSpec{.p_closing = Probability{0.05}}}));
  Scenario scenario = trying_three_times();
  scenario.hosts[0].behaviour.selection = selection;
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("made again"));
}
