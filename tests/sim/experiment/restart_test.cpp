// Splitting against what is known exactly: Erlang B, and plain simulation where that can see failures.
#include "sim/experiment/restart.hpp"

#include <catch2/catch.hpp>

#include "sim/experiment/split_runs.hpp"
#include "sim/statistics/mean_estimate.hpp"

#include "tests/sim/experiment/estimates.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// One attempt a second, so that the offered load is the time for which each keeps its port.
Scenario loss_system(PortCount ports, Duration hold, Duration duration) {
  Scenario scenario = scenario_of({.ports = ports, .time_wait = hold, .duration = duration});
  scenario.warm_up = 10s;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  return scenario;
}

RestartTallies runs_of(const Scenario& scenario, const std::vector<SplitLevel>& levels, int count,
                       int threads = 2) {
  const ExperimentOptions options{.threads = threads};
  return SplitRuns{scenario, options}.run({levels, 1e9}, count).value();
}

// Failures over attempts, all workloads together.
Estimate estimate_of(const RestartTallies& tallies, double confidence) {
  std::vector<RatioSample> samples;
  for (const RestartTally& tally : tallies) {
    RatioSample sample;
    for (const RatioSample& workload : tally.workloads) {
      sample.events += workload.events;
      sample.trials += workload.trials;
    }
    samples.push_back(sample);
  }
  return ratio_estimate(samples, {.confidence = Probability{confidence}});
}

constexpr double nearly_sure = 0.9999;

// Both estimates have intervals that miss the true value once in 10,000 times.
void check_unbiased(const Scenario& scenario, const std::vector<SplitLevel>& levels, int splitting,
                    int plain) {
  const Estimate split = estimate_of(runs_of(scenario, levels, splitting), nearly_sure);
  const Estimate crude = estimate_of(runs_of(scenario, {}, plain), nearly_sure);
  INFO("split " << split.mean << " [" << *split.low << ", " << *split.high << "], plain " << crude.mean
                << " [" << *crude.low << ", " << *crude.high << "]");
  CHECK(*split.low < *crude.high);
  CHECK(*crude.low < *split.high);
  CHECK(*split.high < 2 * *split.low);
  CHECK(*crude.high < 2 * *crude.low);
}

}  // namespace

// Erlang B of 10 ports is 1e-3 at 3.0920 erlangs. The chance of a false alarm is 1e-4.
TEST_CASE("Splitting finds Erlang B whatever the levels and their trials", "[experiment]") {
  const Scenario scenario = loss_system(10, 3092ms, 3000s);
  for (const auto& levels : std::vector<std::vector<SplitLevel>>{
           {{6, 3}, {8, 3}}, {{5, 2}, {6, 2}, {7, 2}, {8, 2}, {9, 2}, {10, 2}}, {{9, 20}}}) {
    const Estimate estimate = estimate_of(runs_of(scenario, levels, 100), nearly_sure);
    check_within(estimate, 1e-3);
    CHECK(*estimate.high < 1.6 * *estimate.low);
  }
}

TEST_CASE("Without levels a run by splitting is a plain replication", "[experiment]") {
  const Scenario scenario = loss_system(10, 5s, 2000s);
  const RestartTally tally = runs_of(scenario, {}, 1).front();
  CHECK(static_cast<double>(tally.failures) == tally.workloads.front().events);
  CHECK(static_cast<double>(tally.attempts) > tally.workloads.front().trials);  // the warm-up does not count
  CHECK(static_cast<double>(tally.attempts) < tally.workloads.front().trials + 40);
}

TEST_CASE("Splitting depends on the seed alone, and not on the threads", "[experiment]") {
  const Scenario scenario = loss_system(10, 3092ms, 500s);
  const std::vector<SplitLevel> levels{{6, 3}, {8, 3}};
  const RestartTallies one = runs_of(scenario, levels, 20, 1);
  for (const int threads : {2, 16}) {
    const RestartTallies several = runs_of(scenario, levels, 20, threads);
    for (std::size_t n = 0; n < one.size(); ++n) {
      CHECK(several[n].workloads.front().events == one[n].workloads.front().events);
      CHECK(several[n].workloads.front().trials == one[n].workloads.front().trials);
      CHECK(several[n].attempts == one[n].attempts);
    }
  }
  Scenario other = scenario;
  other.seed += 1;
  CHECK(runs_of(other, levels, 1).front().attempts != one.front().attempts);
  CHECK(one[0].attempts != one[1].attempts);
}

// No formula: each failure comes back up to three times, after half a second.
TEST_CASE("Splitting is unbiased where failures are tried again", "[experiment]") {
  Scenario scenario = loss_system(10, 2260ms, 3000s);  // 1e-4 without retries
  scenario.workloads.front().retry = RetrySpec{.attempts = 3, .backoff = 500ms};
  check_unbiased(scenario, {{5, 3}, {7, 4}, {8, 3}, {9, 4}}, 200, 2000);
}

TEST_CASE("Splitting is unbiased for users who think and for cached connections", "[experiment]") {
  Scenario closed = scenario_of({.ports = 10, .time_wait = 2s, .duration = 1000s});
  add_workload(closed, ClosedClient{30, ExponentialHold{9s}}, ExponentialHold{500ms});
  check_unbiased(closed, {{8, 3}, {9, 3}}, 60, 120);

  Scenario cached = scenario_of({.ports = 12, .time_wait = 3s, .duration = 1000s});
  MailboxCacheClient cache;
  cache.users = 20;
  cache.request_rate = {6, 1min};
  cache.ttl = 1s;
  add_workload(cached, cache, ExponentialHold{200ms});
  check_unbiased(cached, {{8, 2}, {10, 3}}, 60, 120);
}

TEST_CASE("Splitting is unbiased over several destinations with ports of their own", "[experiment]") {
  Scenario scenario = scenario_of(
      {.ports = 8, .time_wait = 3s, .scope = PoolScope::destination, .services = 2, .duration = 1000s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ExponentialHold{200ms}, 0);
  add_workload(scenario, open_client(ArrivalProcess::poisson, {3, 4s}), ExponentialHold{200ms}, 1);
  check_unbiased(scenario, {{6, 3}, {7, 2}}, 60, 120);
}

// One look, at random: it fails in a fraction that follows the ports in use, and mostly below the levels.
TEST_CASE("Failures below the levels count like those above", "[experiment]") {
  Scenario scenario =
      scenario_of({.ports = 50, .time_wait = 3s, .selection = RandomOnceSpec{}, .duration = 500s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  check_unbiased(scenario, {{5, 2}, {8, 3}}, 60, 60);
}

TEST_CASE("Trials without end are cut short at the effort allowed", "[experiment]") {
  const Scenario scenario = loss_system(10, 5s, 2000s);
  const ExperimentOptions options{.threads = 1};
  const auto tallies = SplitRuns{scenario, options}.run({{{3, 50}, {4, 50}, {5, 50}, {6, 50}}, 1e5}, 1);
  CHECK_FALSE(tallies->front().is_whole);
  CHECK(tallies->front().effort < 1.01e5);
}

TEST_CASE("Splitting that is stopped has no result", "[experiment]") {
  const std::atomic<bool> stop{true};
  const Scenario scenario = loss_system(10, 5s, 2000s);
  const ExperimentOptions options{.stop = &stop};
  CHECK_FALSE(SplitRuns(scenario, options).run({{{6, 3}}, 1e9}, 10).has_value());
}
