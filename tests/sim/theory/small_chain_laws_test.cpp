// Expected values: Markov chains solved by another program.
#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

// Ten ports, leases of 10 s that are exponential, seven erlangs, from an empty pool.
Scenario filling(Duration warm_up, Duration duration) {
  Scenario scenario = poisson({.ports = 10, .duration = duration}, {7, 10s}, ExponentialHold{10s});
  scenario.workloads[0].closes = Closer::server;
  scenario.warm_up = warm_up;
  return scenario;
}

Scenario retrying(PortCount ports, Rate rate, RetrySpec retry) {
  Scenario scenario = poisson({.ports = ports, .time_wait = 10s, .duration = 10h}, rate);
  scenario.workloads[0].retry = retry;
  scenario.warm_up = 10min;
  return scenario;
}

}  // namespace

TEST_CASE("While a few ports fill the failure fraction is that of the chain", "[theory]") {
  // P(full) of ten ports at seven erlangs after 1, 2 and 3 leases.
  struct Row {
    Duration at;
    double full;
  };
  const Row row =
      GENERATE(values<Row>({{10s, 0.0121791824228}, {20s, 0.0535054474615}, {30s, 0.0716365079665}}));
  const AnalyticResult theory = closed_form(filling(row.at - 10ms, row.at + 10ms));
  CHECK(theory.model == "Erlang B, with the filling");
  CHECK(theory.comparison == Comparison::within_interval);
  CHECK(*theory.failure_fraction == Approx(row.full).epsilon(1e-3));
}

TEST_CASE("In the long run the chain is Erlang B", "[theory]") {
  const AnalyticResult theory = closed_form(filling(0s, 1000h));
  CHECK(theory.model == "Erlang B, with the filling");
  CHECK(*theory.failure_fraction == Approx(0.07874088296957026).epsilon(1e-4));
  CHECK(closed_form(filling(10min, 10h)).model == "Erlang B");
}

TEST_CASE("With a TIME_WAIT, or many ports, there is no such chain", "[theory]") {
  Scenario waiting = filling(0s, 10min);
  waiting.workloads[0].closes = Closer::client;
  CHECK(closed_form(waiting).model == "Erlang B");
  Scenario many = filling(0s, 10min);
  many.hosts[0].behaviour.ephemeral.last = Port{2024};
  CHECK(closed_form(many).model == "Erlang B");
}

TEST_CASE("One retry on a few ports has the exact chain's figures", "[theory]") {
  // Five ports, three erlangs, a retry after one lease: 0.1451646986 of first and 0.3567780254 of second
  // attempts fail, 0.0517915745 of the requests are lost.
  const AnalyticResult theory = closed_form(retrying(5, {3, 10s}, {.attempts = 1, .backoff = 10s}));
  CHECK(theory.model == "Markov chain of retries");
  CHECK(theory.comparison == Comparison::none);
  const double retries = 0.1451646986;
  CHECK(*theory.failure_fraction == Approx((retries + retries * 0.3567780254) / (1 + retries)).epsilon(1e-8));
  CHECK_THAT(theory.note, Contains("14.52 % of first attempts") && Contains("35.68 % of retries") &&
                              Contains("5.179 % of the requests"));
}

TEST_CASE("Patient retries on a few ports have the exact chain's figures", "[theory]") {
  // Ten ports, seven erlangs, delays of one lease: 0.1432855392 of first and 0.360298895 of later attempts.
  const RetrySpec patient{.attempts = 1000, .backoff = 20s, .jitter = Jitter::full};
  const AnalyticResult theory = closed_form(retrying(10, {7, 10s}, patient));
  CHECK(theory.model == "Markov chain of retries");
  const double retries = 0.1432855392 / (1 - 0.360298895);
  CHECK(*theory.failure_fraction == Approx(retries / (1 + retries)).epsilon(1e-7));
}

TEST_CASE("Several retries, delays that grow, and overload keep the limit of slow retries", "[theory]") {
  const auto model = [](const Scenario& scenario) { return closed_form(scenario).model; };
  const std::string limit = "Erlang B with retries, slow limit";
  CHECK(model(retrying(5, {3, 10s}, {.attempts = 2, .backoff = 10s})) == limit);
  CHECK(model(retrying(30, {20, 10s}, {.attempts = 1, .backoff = 10s})) == limit);
  CHECK(model(retrying(5, {6, 10s}, {.attempts = 1000, .backoff = 10s})) == limit);
  CHECK(model(retrying(5, {3, 10s}, {.attempts = 1000, .backoff = 1s, .is_exponential = true})) == limit);
}
