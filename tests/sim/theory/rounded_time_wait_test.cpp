// What theory says of hosts whose TIME_WAIT ends at the ticks of a coarse timer, and of orders of ports that
// miss free ones.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

Scenario rounded(Scenario scenario) {
  scenario.hosts[0].behaviour.time_wait_granularity = 2048ms;
  return scenario;
}

constexpr OneHost thousand_ports{.ports = 1000, .time_wait = 60s, .duration = 5min};

}  // namespace

// Linux at 250 Hz: ports come back every 2.048 s, and the last of a group waits as long to be needed again.
// 28,232 ports carry 455 evenly spaced connects a second, as 28,232 / 62.048 s says, and not 456.
TEST_CASE("The load is that of the longest TIME_WAIT, a whole tick longer", "[theory]") {
  const AnalyticResult theory = closed_form(rounded(evenly_spaced(thousand_ports, {10, 1s})));
  CHECK(theory.offered_load == Approx(620.48));
  REQUIRE(theory.headroom.size() == 1);
  CHECK(*theory.headroom[0].sustainable_rate == Approx(1000 / 62.048));
}

// 16/s for at most 62.048 s are 993 ports.
TEST_CASE("Nothing fails where the ports suffice though every TIME_WAIT ends a tick late", "[theory]") {
  const AnalyticResult even = closed_form(rounded(evenly_spaced(thousand_ports, {16, 1s})));
  CHECK(*even.failure_fraction == 0);
  CHECK(even.comparison == Comparison::exactly);
  CHECK_THAT(even.note, Contains("2.048 s apart") && Contains("always back"));
  const AnalyticResult poisson_attempts = closed_form(rounded(poisson(thousand_ports, {8, 1s})));
  CHECK(poisson_attempts.comparison == Comparison::within_interval);
  CHECK(*poisson_attempts.failure_fraction < 1e-6);
}

TEST_CASE("Evenly spaced attempts have no exact count where ports come back in groups", "[theory]") {
  const AnalyticResult theory = closed_form(rounded(evenly_spaced(thousand_ports, {17, 1s})));
  CHECK(theory.comparison == Comparison::none);
  CHECK_FALSE(theory.failure_fraction);
  CHECK_THAT(theory.note, Contains("ports come back in groups"));
}

TEST_CASE("Poisson attempts have Erlang B at the longest TIME_WAIT, not to be compared with", "[theory]") {
  Scenario scenario = rounded(poisson({.ports = 64, .time_wait = 120s, .duration = 10h}, {1, 2s}));
  scenario.warm_up = 20min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.comparison == Comparison::none);
  CHECK(*theory.failure_fraction == Approx(0.068396).margin(1e-6));  // B(64, 61.024)
  CHECK_THAT(theory.note, Contains("whole tick late"));
}

TEST_CASE("Whoever closes first on the other side leaves no TIME_WAIT to round", "[theory]") {
  Scenario scenario = rounded(evenly_spaced(thousand_ports, {2000, 1s}, ConstantHold{1s}));
  scenario.workloads[0].closes = CloserMix{Closer::server};
  CHECK(closed_form(scenario).comparison == Comparison::exactly);
}

TEST_CASE("Erlang B holds for every order that looks at all ports", "[theory]") {
  const PortSelectionSpec selection = GENERATE(
      values<PortSelectionSpec>({RandomStartSpec{}, HashOffsetSpec{}, DoubleHashSpec{}, FreeBsdSpec{},
                                 linux_connect_4_2, linux_connect_5_18, LinuxBindSpec{}}));
  Scenario scenario =
      poisson({.ports = 64, .time_wait = 120s, .selection = selection, .duration = 10h}, {1, 2s});
  scenario.warm_up = 20min;
  const AnalyticResult theory = closed_form(scenario);
  CAPTURE(name_of(selection), theory.note);
  CHECK(*theory.failure_fraction == Approx(0.06036).margin(6e-6));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("An order that misses free ports has its reason", "[theory]") {
  const auto note_of = [](const PortSelectionSpec& selection, PortCount ports) {
    Scenario scenario =
        poisson({.ports = ports, .time_wait = 120s, .selection = selection, .duration = 10h}, {1, 2s});
    scenario.warm_up = 20min;
    return closed_form(scenario).note;
  };
  CHECK_THAT(note_of(RandomIncrementsSpec{}, 64), Contains("random steps"));
  CHECK_THAT(note_of(linux_connect_5_18, 63), Contains("odd size"));
  CHECK_THAT(note_of(LinuxBindSpec{}, 63), Contains("odd size"));
}

TEST_CASE("Ports picked at random have the law of their own", "[theory]") {
  Scenario scenario =
      poisson({.ports = 2, .time_wait = 60s, .selection = RandomPickSpec{}, .duration = 10h}, {1, 60s});
  scenario.warm_up = 1h;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.model == "random picks");
  CHECK(*theory.failure_fraction == Approx(5.0 / 19));
  CHECK(theory.comparison == Comparison::within_interval);
}
