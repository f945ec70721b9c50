#include "sim/experiment/comparison.hpp"

#include <atomic>
#include <cmath>
#include <utility>

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr Probability confidence{0.95};

// Erlang's loss system with 100 ports at 1.5/s: in the long run B(100, 1.5 T) of the attempts fail.
Scenario loss_system(Duration time_wait) {
  Scenario scenario = scenario_of({.ports = 100, .time_wait = time_wait, .duration = 4h + 30min});
  scenario.warm_up = 30min;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {3, 2s}));
  return scenario;
}

Scenario small(Duration time_wait, ArrivalProcess process = ArrivalProcess::poisson) {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = time_wait, .duration = 5min});
  scenario.replications = 10;
  add_workload(scenario, open_client(process, {1, 1s}));
  return scenario;
}

ComparedMetric compared(const Scenario& a, const Scenario& b, Metric metric = Metric::failure_fraction) {
  const PairedResults results = compare({a, b, {}}, {});
  for (const ComparedMetric& each : results.metrics)
    if (each.metric == metric) return each;
  FAIL("not compared");
  return {};
}

}  // namespace

TEST_CASE("20 paired replications see a difference of 0.1 points that 20 unpaired ones do not",
          "[experiment]") {
  // 0.177 s more of TIME_WAIT raise Erlang's B(100, 90) = 2.696 % by 0.1 points. Of two equal settings each
  // 95 % interval sees a difference once in 20 seeds, and one that is surer than 99.99 % once in 10,000.
  const Scenario a = loss_system(60s);
  Scenario b = loss_system(60s + 177ms);
  const double difference = erlang_b(100, OfferedLoad{1.5 * 60.177}) - erlang_b(100, OfferedLoad{1.5 * 60});
  REQUIRE(difference == Approx(0.001).epsilon(0.01));

  const ComparedMetric paired = compared(a, b);
  CHECK(*paired.paired->chance < 1e-4);
  CHECK(better_side(paired, confidence) == BetterSide::a);
  CHECK(*paired.paired->difference.low < difference);
  CHECK(*paired.paired->difference.high > difference);
  CHECK(*paired.paired->correlation > 0.95);
  CHECK(*paired.paired->narrowing > 5);

  b.seed = 2;
  const ComparedMetric unpaired = compared(a, b);
  CHECK(*unpaired.paired->chance > 0.05);
  CHECK_FALSE(better_side(unpaired, confidence).has_value());
  CHECK(*unpaired.paired->difference.low < difference);
  CHECK(*unpaired.paired->difference.high > difference);
  CHECK(unpaired.paired->narrowing == Approx(1).epsilon(0.5));
}

TEST_CASE("A scenario compared with itself is the same", "[experiment]") {
  const PairedResults results = compare(pair_of(small(60s), small(60s)), {});
  CHECK(results.a.fingerprint == results.b.fingerprint);
  REQUIRE(results.metrics.size() == 3);
  for (const ComparedMetric& metric : results.metrics) {
    CHECK(metric.paired->difference.mean == 0);
    CHECK(metric.paired->chance == 1);
    CHECK_FALSE(better_side(metric, confidence).has_value());
  }
}

TEST_CASE("Fewer failures are better, and so is a later first one", "[experiment]") {
  const Scenario scarce = small(60s);
  Scenario plenty = small(60s);
  plenty.hosts[0].behaviour.ephemeral.last = Port{1044};  // 20 ports
  CHECK(better_side(compared(scarce, plenty), confidence) == BetterSide::b);
  CHECK(better_side(compared(plenty, scarce), confidence) == BetterSide::a);
  CHECK(better_side(compared(scarce, plenty, Metric::loss_fraction), confidence) == BetterSide::b);
  CHECK(better_side(compared(scarce, plenty, Metric::time_to_first_failure), confidence) == BetterSide::b);
  CHECK(better_side(compared(plenty, scarce, Metric::time_to_first_failure), confidence) == BetterSide::a);
}

TEST_CASE("Where nothing is random the comparison is exact", "[experiment]") {
  // Every second an attempt for ten ports of 20 s or 40 s: ten connect and ten fail, or thirty.
  const ComparedMetric exact =
      compared(small(20s, ArrivalProcess::constant), small(40s, ArrivalProcess::constant));
  CHECK(exact.is_exact);
  CHECK(exact.paired->difference.low == exact.paired->difference.mean);
  CHECK(exact.paired->difference.high == exact.paired->difference.mean);
  CHECK(exact.paired->difference.mean > 0.2);
  CHECK(better_side(exact, confidence) == BetterSide::a);
}

TEST_CASE("First failures are compared only where every replication of both fails", "[experiment]") {
  Scenario never = small(60s);
  never.hosts[0].behaviour.ephemeral.last = Port{2024};
  const ComparedMetric first = compared(small(60s), never, Metric::time_to_first_failure);
  CHECK(first.a.has_value());
  CHECK_FALSE(first.b.has_value());
  CHECK_FALSE(first.paired.has_value());
  const ComparedMetric fraction = compared(small(60s), never);
  CHECK(better_side(fraction, confidence) == BetterSide::b);
  CHECK(fraction.paired->ratio->mean == 0);
  CHECK(*fraction.paired->difference.high < 0);
}

TEST_CASE("A workload that makes no attempt has nothing to compare", "[experiment]") {
  Scenario idle = small(60s);
  idle.workloads[0].starts = 10min;
  const ComparedMetric fraction = compared(small(60s), idle);
  CHECK_FALSE(fraction.b.has_value());
  CHECK_FALSE(fraction.paired.has_value());
}

TEST_CASE("Both sides have the seed, replications and confidence of the first, and it is said",
          "[experiment]") {
  Scenario b = small(30s);
  b.seed = 7;
  b.replications = 50;
  b.confidence = Probability{0.9};
  b.precision = Precision{};
  b.duration = 10min;
  b.warm_up = 1min;
  b.workloads[0].name = "another";
  const ScenarioPair pair = pair_of(small(60s), b);
  CHECK(pair.b.seed == pair.a.seed);
  CHECK(pair.b.replications == 10);
  CHECK(pair.b.confidence.value() == 0.95);
  CHECK_FALSE(pair.b.precision.has_value());
  CHECK(pair.b.duration == 10min);
  CHECK(pair.remarks ==
        std::vector<std::string>{"B runs with the seed of A, 1, not its own 7.",
                                 "B has the replications of A, 10, not its own 50.",
                                 "B has the confidence of A, 95 %.",
                                 "A comparison has a fixed number of replications: precision does not count.",
                                 "They are observed for different times: A for 300 s, B for 540 s.",
                                 "Their warm-ups differ: 0 s in A, 60 s in B.",
                                 "No workload has the same name in both, so they share no random numbers."});
  CHECK(pair_of(small(60s), small(30s)).remarks.empty());
}

TEST_CASE("A comparison does not depend on the number of threads", "[experiment]") {
  const ScenarioPair pair = pair_of(small(60s), small(30s));
  const PairedResults one = compare(pair, {.threads = 1});
  const PairedResults several = compare(pair, {.threads = 5});
  CHECK(one.a.fingerprint == several.a.fingerprint);
  CHECK(one.b.fingerprint == several.b.fingerprint);
  CHECK(one.metrics[0].paired->difference.low == several.metrics[0].paired->difference.low);
}

TEST_CASE("A stopped comparison is of the replications that both finished", "[experiment]") {
  std::atomic<bool> stop = false;
  ExperimentOptions options{.threads = 1, .stop = &stop};
  options.progress = [&](const Progress& progress) { stop = progress.finished == 13; };
  const PairedResults results = compare(pair_of(small(60s), small(30s)), options);
  CHECK(results.a.replications == 3);
  CHECK(results.b.replications == 3);

  const std::atomic<bool> at_once = true;
  const PairedResults none = compare(pair_of(small(60s), small(30s)), {.stop = &at_once});
  CHECK(none.a.replications == 0);
  CHECK(none.metrics.empty());
}
