// Expected values are those of the theory, computed apart; theory_test.cpp holds the simulation against the
// same.
#include <cmath>

#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

Scenario mailbox(const MailboxCacheClient& client,
                 const OneHost& host = {.ports = 3977, .time_wait = 240s, .duration = 1h}) {
  Scenario scenario = scenario_of(host);
  add_workload(scenario, client);
  return scenario;
}

MailboxCacheClient two_thousand_users(Duration ttl, CacheExpiry expires = CacheExpiry::since_use) {
  return {.users = 2000, .request_rate = {1, 60s}, .ttl = ttl, .expires = expires, .connection_limit = {}};
}

}  // namespace

TEST_CASE("A mailbox cache whose ports suffice opens at its own rate and loses nothing", "[theory]") {
  const AnalyticResult theory = closed_form(mailbox(two_thousand_users(90s)));
  CHECK(theory.offered_rate == Approx(7.43767).margin(6e-6));
  CHECK(theory.offered_load == Approx(3338.7810).margin(6e-5));
  CHECK(*theory.failure_fraction == Approx(7.124e-28).epsilon(1e-3).margin(0));
  CHECK(theory.comparison == Comparison::within_interval);
}

TEST_CASE("The time to live since use includes the request, and the lease both round trips", "[theory]") {
  Scenario scenario = mailbox(two_thousand_users(80s), {.ports = 3977, .time_wait = 240s, .round_trip = 1s});
  scenario.workloads[0].holds = ConstantHold{10s};
  const AnalyticResult theory = closed_form(scenario);
  // One cycle: 60 e^1.5 s, and a round trip in which the connection is not yet there.
  const double opens = 2000 / (60 * std::exp(1.5) + 1);
  CHECK(theory.offered_rate == Approx(opens));
  const double open = 60 * (std::exp(1.5) - 1) + 1;
  CHECK(theory.offered_load == Approx(opens * (open + 1 + 240)));
}

TEST_CASE("Users whose connections expire in step are compared after a warm-up", "[theory]") {
  Scenario scenario = mailbox(two_thousand_users(240s, CacheExpiry::since_open));
  CHECK(closed_form(scenario).offered_rate == Approx(6.66667).margin(6e-6));
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("warm_up of 480 s"));
  scenario.warm_up = 480s;
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("A mailbox cache whose ports run out gets an estimate and says so", "[theory]") {
  const AnalyticResult theory = closed_form(mailbox(two_thousand_users(30s)));
  // 0.4073 by simulation; estimates of this kind are within about a tenth.
  CHECK(*theory.failure_fraction == Approx(0.4073).epsilon(0.1));
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("estimate"));
}

TEST_CASE("A connection limit refuses requests as Engset says, and throttles the opens", "[theory]") {
  MailboxCacheClient client{.users = 30,
                            .request_rate = {1, 2s},
                            .ttl = 2s,
                            .expires = CacheExpiry::since_use,
                            .connection_limit = 15};
  const AnalyticResult theory = closed_form(mailbox(client));
  // Call congestion 0.479563 with alpha = e - 1: open (N - open) alpha (1 - E), and opens = open / mean open.
  const double accepted = (std::exp(1) - 1) * (1 - 0.479563);
  const double open = 30 * accepted / (1 + accepted);
  CHECK(theory.offered_rate == Approx(open / (2 * (std::exp(1) - 1))).epsilon(1e-5));
  CHECK_THAT(theory.note, Contains("limit of 15 connections"));
  client.connection_limit = 30;
  CHECK(closed_form(mailbox(client)).offered_rate == Approx(15 * std::exp(-1)));
}

TEST_CASE("A naive cursor may come back to the port of a long-lived cached connection", "[theory]") {
  OneHost host{.ports = 3976, .time_wait = 240s, .selection = SeqNaiveSpec{}, .duration = 1h};
  const AnalyticResult theory = closed_form(mailbox(two_thousand_users(90s), host));
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("cursor"));
  CHECK(theory.offered_rate == Approx(7.43767).margin(6e-6));
  MailboxCacheClient few = two_thousand_users(1s);
  few.users = 100;
  CHECK(closed_form(mailbox(few, host)).comparison == Comparison::within_interval);
}

TEST_CASE("A mailbox cache whose ports run out under a naive cursor is told why it loses more", "[theory]") {
  OneHost host{.ports = 3976, .time_wait = 240s, .selection = SeqNaiveSpec{}, .duration = 1h};
  CHECK_THAT(closed_form(mailbox(two_thousand_users(5s), host)).note,
             Contains("estimate") && Contains("tries every port") && Contains("lap"));
}

TEST_CASE("Users who come late, or share their ports, have no closed form", "[theory]") {
  Scenario scenario = mailbox(two_thousand_users(90s));
  scenario.workloads[0].starts = 1min;
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("from the beginning"));
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("share"));
}

TEST_CASE("Where requests outlast the time to live, a limit that binds has no closed form", "[theory]") {
  MailboxCacheClient client{.users = 30,
                            .request_rate = {30, 60s},
                            .ttl = 1s,
                            .expires = CacheExpiry::since_open,
                            .connection_limit = 12};
  Scenario scenario = mailbox(client);
  scenario.workloads[0].holds = ConstantHold{5s};
  scenario.warm_up = 10min;
  const AnalyticResult theory = closed_form(scenario);
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.model.empty());
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("limit of 12 connections") && Contains("no closed form"));
  // What 12 connections allow at most, each open for 6 s - (1 - e^(-1/2)) 2 s.
  CHECK(theory.offered_rate == Approx(12 / (6 - 2 * (1 - std::exp(-0.5)))));
}

TEST_CASE("Where requests outlast the time to live, a limit that never binds changes nothing", "[theory]") {
  MailboxCacheClient client{.users = 651,
                            .request_rate = {6, 60s},
                            .ttl = 0s,
                            .expires = CacheExpiry::since_open,
                            .connection_limit = 162};
  Scenario scenario = mailbox(client);
  scenario.workloads[0].holds = ConstantHold{1s};
  CHECK(closed_form(scenario).offered_rate == Approx(65.1));  // every request opens
  CHECK_THAT(closed_form(scenario).note, !Contains("limit of"));
}

TEST_CASE("Users of one mailbox cache may have more connections than there are users", "[theory]") {
  MailboxCacheClient client{.users = 10,
                            .request_rate = {1, 1s},
                            .ttl = 0s,
                            .expires = CacheExpiry::since_open,
                            .connection_limit = 12};
  Scenario scenario = mailbox(client);
  scenario.workloads[0].holds = ConstantHold{10s};  // 100 connections without the limit
  CHECK_FALSE(closed_form(scenario).failure_fraction);
}

TEST_CASE("What a mailbox cache lacks of ports is told of the long run", "[theory]") {
  // 2000 users, a request a minute, 30 s since use: one open in 60 e^(1/2) s, each a lease of 240 s more.
  const AnalyticResult theory = closed_form(mailbox(two_thousand_users(30s)));
  CHECK_THAT(theory.note, Contains("in the long run at least 29.") && Contains("loses less at first"));
  CHECK_THAT(theory.note, Contains("3,977"));
}

TEST_CASE("A cursor may return to a connection whose last request has no longest time", "[theory]") {
  const OneHost host{.ports = 3976, .time_wait = 10s, .selection = SeqNaiveSpec{}, .duration = 1h};
  MailboxCacheClient client = two_thousand_users(1s, CacheExpiry::since_open);
  client.users = 100;
  Scenario scenario = mailbox(client, host);
  scenario.warm_up = 10min;
  scenario.workloads[0].holds = ConstantHold{5s};
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  scenario.workloads[0].holds = ExponentialHold{5s};
  CHECK(closed_form(scenario).comparison == Comparison::none);
  CHECK_THAT(closed_form(scenario).note, Contains("cursor"));
  scenario.workloads[0].holds = LognormalHold{5s, 3};
  CHECK(closed_form(scenario).comparison == Comparison::none);
}

TEST_CASE("Users who renew in step are not compared while their waves reach beyond the ports", "[theory]") {
  // Each opens every 241 s, and so has one lease of 340 s or two: 2822 on average, but all two at once.
  MailboxCacheClient client = two_thousand_users(240s, CacheExpiry::since_open);
  client.request_rate = {1, 1s};
  Scenario scenario = mailbox(client, {.ports = 3977, .time_wait = 100s, .duration = 2h});
  scenario.warm_up = 340s;
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.offered_load == Approx(2000 * 340 / 241.0));
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains("in step") && Contains("up to 4,000 ports"));
  scenario.hosts[0].behaviour.ephemeral.last = Port{1024 + 4200};
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
}

TEST_CASE("Users whose host hands out closing ports fail though ports suffice", "[theory]") {
  const OneHost host{.ports = 3976,
                     .time_wait = 240s,
                     .selection = SeqClosingSpec{.p_closing = Probability{0.05}},
                     .duration = 1h};
  Scenario scenario = mailbox(two_thousand_users(90s), host);
  scenario.hosts[0].behaviour.handed_out = ClosingStates::all();
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("closing ports"));
}

TEST_CASE("Users who try again are compared only while no port is missing", "[theory]") {
  Scenario scenario = mailbox(two_thousand_users(90s));
  scenario.workloads[0].retry = RetrySpec{.attempts = 3, .backoff = 1s};
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  scenario.workloads[0].client = two_thousand_users(30s);
  CHECK_FALSE(closed_form(scenario).failure_fraction);
  CHECK_THAT(closed_form(scenario).note, Contains("made again"));
}

TEST_CASE("Users whose connections leave from addresses in turn need as many ports on each", "[theory]") {
  OneHost host{.ports = 3977, .time_wait = 240s, .duration = 1h};
  host.addresses = 2;
  Scenario scenario = mailbox(two_thousand_users(60s), host);
  scenario.hosts[0].behaviour.has_pool_per_address = true;
  scenario.workloads[0].from = {0, 1};
  scenario.workloads[0].socket.add(SocketOption::port_scalability);
  const AnalyticResult theory = closed_form(scenario);
  CHECK(theory.offered_rate == Approx(12.26265).margin(6e-6));
  CHECK(theory.offered_load == Approx(4207.2766).margin(6e-5));
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK_THAT(theory.note, Contains("2,104 of 3,977 ports") && Contains("from each address"));
}
