// Batch means of one long run, against Erlang B.
#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

#include "sim/experiment/batches.hpp"
#include "sim/experiment/replication.hpp"

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// Ten ports at seven erlangs, with leases of 10 s: failures clump, 3.4 successive attempts are worth one.
Scenario one_run(int leases, const HoldingTimeSpec& holds, Duration time_wait) {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = time_wait});
  scenario.warm_up = 200s;
  scenario.duration = scenario.warm_up + leases * 10s;
  scenario.replications = 1;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {7, 10s}), holds);
  return scenario;
}

}  // namespace

// Exact intervals would cover 380 of 400, with a standard deviation of 4.4. Neighbours that are still
// slightly correlated cost about two points: below 356 a fresh seed falls once in 10,000, and it cannot be
// above 396.
TEST_CASE("The interval of one run's batches covers Erlang B nine times in ten at least", "[experiment]") {
  const auto [holds, time_wait] =
      GENERATE(table<HoldingTimeSpec, Duration>({{ExponentialHold{10s}, 0s}, {ConstantHold{0s}, 10s}}));
  const double expected = erlang_b(10, OfferedLoad{7});
  int with_interval = 0;
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Scenario scenario = one_run(600, holds, time_wait);
    scenario.seed = seed;
    const Results results = run(scenario);
    REQUIRE(results.batch_means);
    if (results.batch_means->batches == 0) continue;
    ++with_interval;
    covered += *results.failure_fraction.low <= expected && expected <= *results.failure_fraction.high;
  }
  CAPTURE(with_interval, covered);
  CHECK(with_interval >= 380);
  CHECK(covered >= 0.89 * with_interval);
  CHECK(covered <= 0.99 * with_interval);
}

TEST_CASE("Batches are at least two leases long, and there are thirty at least", "[experiment]") {
  const Results results = run(one_run(600, ExponentialHold{10s}, 0s));
  REQUIRE(results.batch_means);
  CHECK(results.batch_means->batches >= 30);
  CHECK(results.batch_means->length >= 20s);
  CHECK(results.batch_means->length * results.batch_means->batches == 6'000s);
}

TEST_CASE("Cutting a run into batches leaves the run as it is", "[experiment]") {
  Scenario scenario = one_run(600, ExponentialHold{10s}, 0s);
  const Results cut = run(scenario);
  scenario.replications = 2;
  CHECK_FALSE(run(scenario).batch_means);
  // The first of two replications is the only one of the other.
  scenario.replications = 1;
  scenario.precision = Precision{.at_most = 1};
  const Results whole = run(scenario);
  CHECK_FALSE(whole.batch_means);
  CHECK(cut.fingerprint == whole.fingerprint);
  CHECK(cut.failure_fraction.mean == whole.failure_fraction.mean);
  CHECK_FALSE(whole.failure_fraction.low);
}

TEST_CASE("Each host's batches are those that it has by itself", "[experiment]") {
  Scenario scenario = one_run(600, ExponentialHold{10s}, 0s);
  scenario.hosts.push_back(scenario.hosts.front());
  scenario.hosts.back().name = "second";
  add_workload(scenario, open_client(ArrivalProcess::poisson, {9, 10s}), ConstantHold{10s}).host = 1;
  const auto both = run_replication(scenario, {}, [](double) { return true; });
  REQUIRE(both->batches.size() == batches_counted);

  Scenario alone = scenario;
  alone.hosts.erase(alone.hosts.begin());
  alone.workloads.erase(alone.workloads.begin());
  alone.workloads.front().host = 0;
  const auto second = run_replication(alone, {}, [](double) { return true; });
  REQUIRE(second->batches.size() == batches_counted);
  for (std::size_t n = 0; n < second->batches.size(); ++n)
    CHECK(both->batches[n][1] == second->batches[n].front());
  CHECK(both->batches.back().front().attempts == both->epochs.front().front().attempts());
}

TEST_CASE("A run in batches can be given up", "[experiment]") {
  const Scenario scenario = one_run(500'000, ExponentialHold{10s}, 0s);
  REQUIRE(is_cut_into_batches(scenario));
  CHECK_FALSE(run_replication(scenario, {}, [](double done) { return done < 0.5; }));
}

TEST_CASE("A run that is too short, or counted from its beginning, has no interval and says why",
          "[experiment]") {
  const Results too_short = run(one_run(50, ExponentialHold{10s}, 0s));
  REQUIRE(too_short.batch_means);
  CHECK(too_short.batch_means->batches == 0);
  CHECK_FALSE(too_short.failure_fraction.low);
  // The warm-up of 200 s and thirty times two leases of 10 s.
  CHECK_THAT(too_short.batch_means->why_none, Catch::Matchers::Contains("one of 800 s"));

  Scenario cold = one_run(600, ExponentialHold{10s}, 0s);
  cold.warm_up = 0s;
  const Results from_the_beginning = run(cold);
  REQUIRE(from_the_beginning.batch_means);
  CHECK_FALSE(from_the_beginning.failure_fraction.low);
  CHECK_THAT(from_the_beginning.batch_means->why_none, Catch::Matchers::Contains("a warm_up of 10 s"));
}

TEST_CASE("A run that changes is not cut", "[experiment]") {
  Scenario scenario = one_run(600, ExponentialHold{10s}, 0s);
  scenario.workloads[0].ends = scenario.duration - 1s;
  CHECK_FALSE(is_cut_into_batches(scenario));
  scenario.workloads[0].ends.reset();
  CHECK(is_cut_into_batches(scenario));
  scenario.workloads[0].holds = HoldForever{};
  CHECK_FALSE(is_cut_into_batches(scenario));
}
