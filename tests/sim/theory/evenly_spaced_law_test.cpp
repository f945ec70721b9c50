// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

TEST_CASE("Evenly spaced attempts are counted exactly", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2003, {20, 1s}));
  // 36000 attempts: seven whole leases of 4800 with 824 failures each, and 2400 successes.
  CHECK(*theory.failure_fraction == Approx(7 * 824 / 36000.0).epsilon(1e-14));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK_THAT(theory.note, Contains("198.8 s") && Contains("17.17 %"));
  CHECK_THAT(closed_form(evenly_spaced({.ports = 1}, {150, 1s})).note, Contains("fails for 6.667 ms,"));
  const OneHost slow{.ports = 16384, .time_wait = 48h};
  CHECK_THAT(closed_form(evenly_spaced(slow, {10, 1s})).note, Contains("fails for 1,638 s,"));
  CHECK_THAT(closed_form(evenly_spaced(slow, {1, 6s})).note, Contains("fails for 27.31 h,"));
}

TEST_CASE("Over whole leases evenly spaced attempts lose the long-run fraction", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});
  scenario.warm_up = 240s;
  scenario.duration = 1440s;
  CHECK(*closed_form(scenario).failure_fraction == Approx(1 - 3976.0 / 4800).epsilon(1e-14));
}

TEST_CASE("Evenly spaced attempts below the sustainable rate never fail", "[theory]") {
  CHECK(*closed_form(evenly_spaced(windows_2003, {16, 1s})).failure_fraction == 0);
  CHECK(*closed_form(evenly_spaced(windows_2000(), {16, 1s})).failure_fraction == 0);
}

TEST_CASE("The naive cursor fails every other lap of evenly spaced attempts", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2000(), {20, 1s}));
  // 36000 attempts: nine laps of 3976, four of them failing, and 216 attempts of another failing lap.
  CHECK(*theory.failure_fraction == Approx((4 * 3976 + 216) / 36000.0).epsilon(1e-14));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK_THAT(theory.note, Contains("cursor") && Contains("50 %") && Contains("17.17 %"));
  CHECK_THAT(theory.note, Contains("If every port were tried"));  // true of a version and of a defect
}

TEST_CASE("A naive cursor that stays where it failed is as good as one that tries every port", "[theory]") {
  OneHost host = windows_2003;
  host.selection = SeqNaiveSpec{.failed_connect_advances_cursor = false};
  CHECK(*closed_form(evenly_spaced(host, {20, 1s})).failure_fraction == Approx(7 * 824 / 36000.0));
  CHECK(closed_form(poisson(host, {20, 1s})).model == "Erlang B");
  CHECK(closed_form(poisson(host, {20, 1s}, ExponentialHold{1s})).model != "evenly spaced attempts");
}

TEST_CASE("A client that starts late and ends early is counted while it is there", "[theory]") {
  Scenario scenario = evenly_spaced({.ports = 3, .time_wait = 500ms, .duration = 10s}, {10, 1s});
  scenario.workloads[0].starts = 1s;
  scenario.workloads[0].ends = 2s;
  // Ten attempts, five a lease.
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.4));
  CHECK(closed_form(scenario).offered_rate == Approx(1));  // over the run
  // Observed from the attempt at 1.4 s, the fifth: one failure, three successes and two failures.
  scenario.warm_up = 1400ms;
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.5));
  scenario.warm_up = 5s;
  CHECK(closed_form(scenario).comparison == Comparison::none);
}

TEST_CASE("Evenly spaced attempts with random holds have no pattern", "[theory]") {
  const AnalyticResult theory = closed_form(evenly_spaced(windows_2003, {20, 1s}, ExponentialHold{1s}));
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.model.empty());
  CHECK_THAT(theory.note, Contains("pattern"));
  CHECK(theory.offered_load == Approx(20 * 241));
}

TEST_CASE("A naive cursor that meets live ports has no pattern", "[theory]") {
  // A lap takes 198.8 s.
  CHECK(closed_form(evenly_spaced(windows_2000(), {20, 1s}, ConstantHold{198800ms})).failure_fraction);
  CHECK_FALSE(closed_form(evenly_spaced(windows_2000(), {20, 1s}, ConstantHold{198801ms})).failure_fraction);
}

TEST_CASE("Four local addresses with a pool each take four times the rate", "[theory]") {
  const Scenario scenario = taking_turns(windows_2003, 4, ArrivalProcess::constant, {80, 1s});
  const AnalyticResult theory = closed_form(scenario);
  // Each sees 20/s.
  CHECK(*theory.failure_fraction == Approx(7 * 824 / 36000.0).epsilon(1e-14));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK(*theory.headroom.front().sustainable_rate == Approx(4 * 3976.0 / 240));
  CHECK(theory.servers == 4 * 3976);
  CHECK(*closed_form(taking_turns(windows_2003, 4, ArrivalProcess::constant, {66, 1s})).failure_fraction ==
        0);
}

TEST_CASE("Where local addresses share their four-tuples four are as good as one", "[theory]") {
  Scenario scenario = taking_turns(windows_2003, 4, ArrivalProcess::constant, {20, 1s});
  scenario.hosts[0].behaviour.has_pool_per_address = false;
  scenario.hosts[0].behaviour.addresses_share_four_tuples = true;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(7 * 824 / 36000.0).epsilon(1e-14));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK(*theory.headroom.front().sustainable_rate == Approx(3976.0 / 240));
}

TEST_CASE("A client that comes from several local addresses is no two clients", "[theory]") {
  OneHost host = windows_2003;
  host.addresses = 4;
  Scenario scenario = evenly_spaced(host, {80, 1s});
  scenario.workloads[0].from = {0, 1, 2, 3};  // of one pool
  CHECK_THAT(closed_form(scenario).note, Contains("several local addresses") && !Contains("another client"));
  scenario.workloads[0].client = MailboxCacheClient{.users = 100, .request_rate = {1, 1s}, .ttl = 1s};
  CHECK_THAT(closed_form(scenario).note, Contains("several local addresses") && !Contains("another client"));
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  CHECK_THAT(closed_form(scenario).note, Contains("another client"));
}

TEST_CASE("Attempts that local addresses take in turn are counted for each", "[theory]") {
  // One port each, free again 250 ms later: of the attempts at 0, 200, 400, ... ms every other one fails, and
  // so of those at 100, 300, ... ms.
  Scenario scenario = taking_turns({.ports = 1, .time_wait = 250ms}, 2, ArrivalProcess::constant, {10, 1s});
  scenario.duration = 700ms;  // four attempts on the first address, three on the second
  CHECK(*closed_form(scenario).failure_fraction == Approx(3 / 7.0));
  scenario.warm_up = 150ms;  // observed: 200 fails, 400, 600 fails; 300 fails, 500
  CHECK(*closed_form(scenario).failure_fraction == Approx(3 / 5.0));
}

TEST_CASE("A close that counts as free for a cursor is nothing that it passes over", "[theory]") {
  // A lap takes 50 s; 30 s to connect, 30 s to close, and 10 s of TIME_WAIT.
  OneHost host{.ports = 1000, .time_wait = 10s, .selection = SeqNaiveSpec{}, .round_trip = 30s};
  Scenario scenario = evenly_spaced(host, {20, 1s});
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  scenario.hosts[0].behaviour.handed_out = ClosingStates::all();
  // 12000 attempts in 10 min are twelve laps, every other of which fails.
  CHECK(*closed_form(scenario).failure_fraction == Approx(0.5));
  CHECK(closed_form(scenario).comparison == Comparison::exactly);
}

TEST_CASE("Retries change nothing where nothing fails", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {16, 1s});
  scenario.workloads[0].retry = RetrySpec{.attempts = 3, .backoff = 1s};
  CHECK(closed_form(scenario).comparison == Comparison::exactly);
  scenario = evenly_spaced(windows_2003, {20, 1s});
  scenario.workloads[0].retry = RetrySpec{.attempts = 3, .backoff = 1s};
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("made again"));
}

TEST_CASE("A port that is bound by number serves one connection a lease", "[theory]") {
  // In the host's range or not; a minute in TIME_WAIT, an attempt in 50 s.
  Scenario scenario = evenly_spaced({.ports = 100, .time_wait = 60s, .duration = 1000s}, {1, 50s});
  const auto port = GENERATE(as<std::uint16_t>{}, 600, 1030);
  scenario.workloads[0].bind = {BindCall::fixed_port, Port{port}};
  const AnalyticResult theory = closed_form(scenario);
  CHECK(*theory.failure_fraction == Approx(0.5));
  CHECK(theory.comparison == Comparison::exactly);
  CHECK(theory.servers == 1);
  CHECK(*theory.headroom.front().sustainable_rate == Approx(1 / 60.0));
}

TEST_CASE("Where SO_REUSEADDR lifts TIME_WAIT a lease ends with the connection", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s}, ConstantHold{10s});
  scenario.workloads[0].socket.add(SocketOption::reuseaddr);
  CHECK(closed_form(scenario).offered_load == Approx(20 * 250));
  scenario.hosts[0].behaviour.reuseaddr_lifts_time_wait = true;
  CHECK(closed_form(scenario).offered_load == Approx(20 * 10));
  CHECK(*closed_form(scenario).failure_fraction == 0);
  CHECK(closed_form(scenario).comparison == Comparison::exactly);
}
