// What happens over time, where arithmetic knows it: ports that each connect keeps for ten seconds.
#include "sim/experiment/time_series.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// Bins of half a second.
Scenario ten_ports(ArrivalProcess process, Rate rate) {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = 10s, .duration = 100s});
  scenario.replications = 3;
  add_workload(scenario, open_client(process, rate));
  return scenario;
}

Results watched(const Scenario& scenario, int threads = 2) {
  return run_experiment(scenario, {.threads = threads, .watches = true});
}

double total(const std::vector<Estimate>& per_second, const TimeBins& bins) {
  double sum = 0;
  for (std::size_t bin = 0; bin < per_second.size(); ++bin)
    sum += per_second[bin].mean * in_seconds(bins.length_of(bin));
  return sum;
}

std::vector<double> means(const std::vector<Estimate>& series) {
  std::vector<double> values(series.size());
  std::transform(series.begin(), series.end(), values.begin(),
                 [](const Estimate& each) { return each.mean; });
  return values;
}

}  // namespace

TEST_CASE("Each connect of the last ten seconds has a port in TIME_WAIT", "[experiment][series]") {
  const Results results = watched(ten_ports(ArrivalProcess::constant, {1, 2s}));
  REQUIRE(results.series);
  const TimeSeries& series = *results.series;
  REQUIRE(series.bins == TimeBins{100s, 500ms});
  REQUIRE(series.levels.size() == 1);
  CHECK(series.levels[0].host == "client");
  for (std::size_t bin = 0; bin < 200; ++bin) {
    CAPTURE(bin);
    const auto connects = static_cast<double>(std::min<std::size_t>(bin / 4 + 1, 5));  // at 0 s, 2 s, …
    CHECK(series.levels[0].time_wait[bin].mean == connects);
    CHECK(series.levels[0].in_use[bin].mean == connects);
    CHECK(series.levels[0].live[bin].mean == 0);
    CHECK(series.levels[0].ports[bin] == 10);
    CHECK(series.attempts[bin].mean == (bin % 4 == 0 ? 2 : 0));    // a second
    CHECK(series.attempts[bin].low == series.attempts[bin].high);  // nothing is random
    CHECK(series.probes[bin].mean == (bin % 4 == 0 ? 1 : 0));
  }
}

// Attempt 11, at 5 s, is the first to fail; at 10 s the first port is back, as the next ones are then.
TEST_CASE("Failures show when they come", "[experiment][series]") {
  const Results results = watched(ten_ports(ArrivalProcess::constant, {2, 1s}));
  const std::vector<double> failures = means(results.series->failures);
  CHECK(std::count(failures.begin(), failures.begin() + 10, 0.0) == 10);
  CHECK(std::count(failures.begin() + 10, failures.begin() + 20, 2.0) == 10);
  CHECK(failures[20] == 0);
}

TEST_CASE("The bins of a run add up to its counts", "[experiment][series]") {
  const Results results = watched(ten_ports(ArrivalProcess::poisson, {2, 1s}));
  CHECK(total(results.series->attempts, results.series->bins) == Approx(results.attempts).epsilon(1e-12));
  CHECK(total(results.series->failures, results.series->bins) == Approx(results.failures).epsilon(1e-12));
  CHECK(results.failures > 0);
  const auto& in_use = results.series->levels[0].in_use;
  const std::vector<double> levels = means(in_use);
  const double mean = std::accumulate(levels.begin(), levels.end(), 0.0) / static_cast<double>(levels.size());
  CHECK(mean == Approx(results.pools[0].mean_in_use).epsilon(1e-6));  // floats
}

TEST_CASE("To watch a run changes no other result", "[experiment][series]") {
  const Scenario scenario = ten_ports(ArrivalProcess::poisson, {2, 1s});
  const Results plain = run_experiment(scenario, {.threads = 2});
  const Results results = watched(scenario);
  CHECK(!plain.series);
  CHECK(results.fingerprint == plain.fingerprint);
  CHECK(results.failures == plain.failures);
  CHECK(results.pools[0].mean_in_use == plain.pools[0].mean_in_use);
}

TEST_CASE("A series is the same on any number of threads", "[experiment][series]") {
  const Scenario scenario = ten_ports(ArrivalProcess::poisson, {2, 1s});
  const TimeSeries one = *watched(scenario, 1).series;
  const TimeSeries four = *watched(scenario, 4).series;
  CHECK(means(one.attempts) == means(four.attempts));
  CHECK(means(one.levels[0].in_use) == means(four.levels[0].in_use));
  CHECK(one.attempts[7].high == four.attempts[7].high);
}

TEST_CASE("One replication has no interval", "[experiment][series]") {
  Scenario scenario = ten_ports(ArrivalProcess::poisson, {2, 1s});
  scenario.replications = 1;
  const Results results = watched(scenario);
  CHECK(results.series->replications == 1);
  CHECK(!results.series->attempts[0].low);
  CHECK(!results.series->probes[0].high);
}

TEST_CASE("A bin's interval is Student's over the replications", "[experiment][series]") {
  Scenario scenario = ten_ports(ArrivalProcess::poisson, {2, 1s});
  scenario.duration = Duration{1};  // one bin, of a nanosecond
  const auto tally_with = [](float attempts, float probes) {
    ReplicationTally tally;
    tally.series = {.attempts = {attempts}, .failures = {0}, .probes = {probes}, .levels = {{{0}, {0}}}};
    return tally;
  };
  const TimeSeries series = time_series(scenario, plan_ports(scenario),
                                        {tally_with(20, 20), tally_with(22, 44), tally_with(24, 72)});
  // Mean 22, standard error 2 / sqrt(3); t of 2 degrees of freedom at 97.5 % is 4.3027.
  CHECK(series.attempts[0].mean / 1e9 == Approx(22));
  CHECK(*series.attempts[0].low / 1e9 == Approx(22 - 4.3027 * 2 / std::sqrt(3)).epsilon(1e-4));
  CHECK(*series.attempts[0].high / 1e9 == Approx(22 + 4.3027 * 2 / std::sqrt(3)).epsilon(1e-4));
  // 136 probes of 66 attempts: 2.0606; deviations 20 - 41.21, 44 - 45.33, 72 - 49.45 with s = 21.909.
  CHECK(series.probes[0].mean == Approx(136.0 / 66));
  CHECK(*series.probes[0].high - series.probes[0].mean ==
        Approx(4.3027 * 21.909 / std::sqrt(3) / 22).epsilon(1e-3));
}
