// The simulation against closed forms. Each check is at a fixed seed and asks for agreement within the
// simulation's own 99.9 % interval: for a fresh seed a check would fail by chance once in a thousand.
#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/engset.hpp"
#include "models/analytic/erlang_b.hpp"

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr Duration hold_mean = 1s;
constexpr Duration time_wait = 60s;
constexpr Duration lease_mean = hold_mean + time_wait;

// Poisson attempts of a rate that offers `load` times the ports, after warming up, over whole periods of one
// lease.
Scenario poisson_scenario(PortCount ports, double load, const HoldingTimeSpec& holds, int periods,
                          const PortSelectionSpec& selection = SeqSmartSpec{}) {
  Scenario scenario = scenario_of({.ports = ports, .time_wait = time_wait, .selection = selection});
  scenario.warm_up = 10 * lease_mean;
  scenario.duration = scenario.warm_up + periods * lease_mean;
  scenario.confidence = Probability{0.999};
  const auto attempts_in_a_million_leases = static_cast<std::int64_t>(std::round(load * ports * 1e6));
  add_workload(scenario,
               open_client(ArrivalProcess::poisson, {attempts_in_a_million_leases, 1'000'000 * lease_mean}),
               holds);
  return scenario;
}

Scenario mailbox_scenario(const MailboxCacheClient& cache, Duration request_time) {
  Scenario scenario = scenario_of({.ports = 60'000, .time_wait = 30s, .duration = 2h});
  scenario.warm_up = 10min;
  scenario.confidence = Probability{0.999};
  add_workload(scenario, cache, ConstantHold{request_time});
  return scenario;
}

// The simulated rate of opens against the exact one, by the binomial-like error of a count: half width 5
// sqrt(n).
void check_opens(const Scenario& scenario, double opens_per_second) {
  const Results results = run(scenario);
  const double expected = opens_per_second * in_seconds(scenario.observed());
  const double standard_error = std::sqrt(expected / scenario.replications);
  INFO("opens a replication: simulated " << results.attempts << ", expected " << expected);
  CHECK(results.failures == 0);
  CHECK(std::abs(results.attempts - expected) < 4 * standard_error);
}

}  // namespace

TEST_CASE("With Poisson attempts and 64 ports the failure fraction is Erlang B, whatever the holds",
          "[experiment]") {
  const double load = GENERATE(0.95, 1.0, 1.05, 1.3);
  const HoldingTimeSpec holds = GENERATE(values<HoldingTimeSpec>(
      {ExponentialHold{hold_mean}, ConstantHold{hold_mean}, LognormalHold{hold_mean, 2.0}}));
  DYNAMIC_SECTION("load " << load << ", hold kind " << holds.index()) {
    check_within(run(poisson_scenario(64, load, holds, 2000)).failure_fraction,
                 erlang_b(64, OfferedLoad{load * 64}));
  }
}

TEST_CASE("With thousands of ports the failure fraction is Erlang B, whatever the holds", "[experiment]") {
  const PortCount ports = GENERATE(3976U, 16384U);
  const double load = GENERATE(1.0, 1.05, 1.3);
  const HoldingTimeSpec holds = GENERATE(values<HoldingTimeSpec>(
      {ExponentialHold{hold_mean}, ConstantHold{hold_mean}, LognormalHold{hold_mean, 2.0}}));
  DYNAMIC_SECTION(ports << " ports, load " << load << ", hold kind " << holds.index()) {
    check_within(run(poisson_scenario(ports, load, holds, 40)).failure_fraction,
                 erlang_b(ports, OfferedLoad{load * ports}));
  }
}

TEST_CASE("The 95 % interval covers the exact value 90 to 99 % of the time", "[experiment]") {
  // Were the coverage exactly 95 %, the count of 200 would leave 180..198 once in 300.
  Scenario scenario = poisson_scenario(64, 1.05, ExponentialHold{hold_mean}, 300);
  scenario.confidence = Probability{0.95};
  const double exact = erlang_b(64, OfferedLoad{1.05 * 64});
  int covered = 0;
  for (scenario.seed = 1; scenario.seed <= 200; ++scenario.seed) {
    const Estimate estimate = run(scenario).failure_fraction;
    if (estimate.low <= exact && exact <= estimate.high) ++covered;
  }
  CHECK(covered >= 180);
  CHECK(covered <= 198);
}

TEST_CASE("Where no attempt failed the estimate is a one-sided upper bound", "[experiment]") {
  const Estimate estimate = run(poisson_scenario(64, 0.3, ExponentialHold{hold_mean}, 50)).failure_fraction;
  CHECK(estimate.mean == 0);
  CHECK(estimate.is_upper_bound);
  CHECK(estimate.low == 0);
  CHECK(estimate.high.value() > 0);
  CHECK(estimate.high.value() < 0.05);
}

TEST_CASE("A mailbox cache counted since use opens N r e^(-r ttl) connections a second",
          "[experiment][mailbox]") {
  const MailboxCacheClient cache{.users = 200, .request_rate = {2, 1min}, .ttl = 20s};
  check_opens(mailbox_scenario(cache, 0s), 200 / 30.0 * std::exp(-20 / 30.0));
}

TEST_CASE("The length of a request adds to the time to live since use", "[experiment][mailbox]") {
  const MailboxCacheClient cache{.users = 200, .request_rate = {2, 1min}, .ttl = 15s};
  check_opens(mailbox_scenario(cache, 5s), 200 / 30.0 * std::exp(-20 / 30.0));
}

TEST_CASE("A mailbox cache counted since the open opens N r / (1 + r ttl) connections a second",
          "[experiment][mailbox]") {
  const MailboxCacheClient cache{
      .users = 200, .request_rate = {2, 1min}, .ttl = 20s, .expires = CacheExpiry::since_open};
  check_opens(mailbox_scenario(cache, 0s), 200 / 30.0 / (1 + 20 / 30.0));
}

TEST_CASE("The connection limit alone refuses as Engset says", "[experiment][mailbox]") {
  // N = 30, r = 0.5/s, ttl = 2 s; alpha is e^(r ttl) - 1 counted since use, r ttl counted since the open.
  // Engset's call congestion is of the requests that find no connection open.
  struct Check {
    CacheExpiry expires;
    std::int64_t limit;
    double alpha;
  };
  const auto check = GENERATE(
      values<Check>({{CacheExpiry::since_use, 15, std::exp(1.0) - 1}, {CacheExpiry::since_open, 12, 1.0}}));
  MailboxCacheClient cache{.users = 30, .request_rate = {1, 2s}, .ttl = 2s, .expires = check.expires};
  cache.connection_limit = check.limit;
  const Results results = run(mailbox_scenario(cache, 0s));
  const double refused = results.workloads.front().refused_by_limit;
  const double exact = engset_call_congestion({.sources = 30, .servers = check.limit, .alpha = check.alpha});
  // The standard error of a clumped proportion of this size is below 0.0005 with 20 replications of 99,000
  // requests.
  CHECK(refused / (refused + results.attempts) == Approx(exact).margin(0.002));
}
