#include "sim/report/number_text.hpp"

#include <limits>
#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

TEST_CASE("Counts have a comma between thousands and no needless decimals", "[report]") {
  CHECK(count_text(0) == "0");
  CHECK(count_text(3976) == "3,976");
  CHECK(count_text(1234567.25) == "1,234,567");
  CHECK(count_text(999.75) == "1,000");
  CHECK(count_text(12.5) == "12.5");
  CHECK(count_text(0.25) == "0.250");
  CHECK(counted(1, "port") == "1 port");
  CHECK(counted(3976, "port") == "3,976 ports");
}

TEST_CASE("A percentage is rounded to 0 or 100 only if it is that", "[report]") {
  CHECK(percent_text(0) == "0 %");
  CHECK(percent_text(1) == "100 %");
  CHECK(percent_text(0.467) == "46.7 %");
  CHECK(percent_text(0.00003) == "0.003 %");
  CHECK(percent_text(0.99997) == "99.997 %");
  CHECK(percent_text(1.704) == "170 %");
  CHECK(percent_text(0.9966) == "99.66 %");
  CHECK(percent_text(1.0034) == "100.34 %");
  CHECK(percent_text(1 + 1e-12) == "over 100 %");
  CHECK(percent_text(1e-30) == "under 0.000001 %");
  CHECK(percent_text(1 - 1e-12) == "over 99.999999 %");
}

TEST_CASE("Seconds take the unit that suits them", "[report]") {
  CHECK(seconds_text(0) == "0 s");
  CHECK(seconds_text(141.9) == "141.9 s");
  CHECK(seconds_text(3599) == "3,599 s");
  CHECK(seconds_text(3600) == "1.0 h");
  CHECK(seconds_text(98430) == "27.34 h");
  CHECK(seconds_text(0.0015) == "1.5 ms");
  CHECK(seconds_text(0.0000025) == "2.5 us");
}

TEST_CASE("A duration is written exactly, in its largest whole unit", "[report]") {
  CHECK(duration_text(30min) == "30 min");
  CHECK(duration_text(90s) == "90 s");
  CHECK(duration_text(48h) == "2 d");
  CHECK(duration_text(1500ms) == "1500 ms");
  CHECK(duration_text(Duration{7}) == "7 ns");
  CHECK(duration_text(0s) == "0 s");
}

TEST_CASE("A rate takes the time that suits it", "[report]") {
  CHECK(rate_text(28.0) == "28.0/s");
  CHECK(rate_text(0.05) == "3.00/min");
  CHECK(rate_text(0.001) == "3.60/h");
  CHECK(rate_text(0) == "0/s");
  CHECK(rate_text(1500) == "1,500/s");
}

TEST_CASE("Two rates that differ show that they do", "[report]") {
  CHECK(rates_apart(137, 136.53).first == "137.0/s");
  CHECK(rates_apart(137, 136.53).second == "136.5/s");
  CHECK(rates_apart(150, 136.53).first == "150/s");
  CHECK(rates_apart(150, 136.53).second == "137/s");
  CHECK(rates_apart(16, 16).first == "16.0/s");
  CHECK(rates_apart(16, 16).second == "16.0/s");
}

TEST_CASE("Numbers that are not finite stay words", "[report]") {
  CHECK(count_text(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(rate_text(std::numeric_limits<double>::infinity()) == "inf/s");
}

TEST_CASE("An estimate carries its interval and its n", "[report]") {
  const SampleSize twenty{20, 20, Probability{0.95}};
  const EstimateText estimate = percent_estimate({.mean = 0.467, .low = 0.461, .high = 0.472}, twenty);
  CHECK(estimate.value == "46.7 %");
  CHECK(estimate.certainty == "95 % interval 46.1 % to 47.2 %, n = 20 replications");
}

TEST_CASE("An estimate over some of the replications says over how many", "[report]") {
  const Estimate first{.mean = 141.9, .low = 140.2, .high = 143.6};
  CHECK(seconds_estimate(first, {7, 20, Probability{0.95}}).certainty ==
        "95 % interval 140.2 s to 143.6 s, n = 7 of 20 replications");
}

TEST_CASE("A narrow interval has the decimals that show its width", "[report]") {
  const SampleSize sample{400, 400, Probability{0.99}};
  const EstimateText estimate = percent_estimate({.mean = 0.467, .low = 0.46696, .high = 0.46704}, sample);
  CHECK(estimate.value == "46.700 %");
  CHECK(estimate.certainty == "99 % interval 46.696 % to 46.704 %, n = 400 replications");
}

TEST_CASE("An interval of no width says that all replications were the same", "[report]") {
  const Estimate same{.mean = 198.8, .low = 198.8, .high = 198.8};
  CHECK(seconds_estimate(same, {20, 20, Probability{0.95}}).certainty == "the same in 20 replications");
}

TEST_CASE("Where nothing was seen the estimate is a one-sided bound", "[report]") {
  const Estimate none{.mean = 0, .low = 0, .high = 0.00003, .is_upper_bound = true};
  const EstimateText estimate = percent_estimate(none, {20, 20, Probability{0.95}});
  CHECK(estimate.value == "0 %");
  CHECK(estimate.certainty == "at most 0.0030 %, one-sided 95 %, n = 20 replications");
}

TEST_CASE("An interval from batches of one replication says so", "[report]") {
  const SampleSize batches{1, 1, Probability{0.95}, 30, 60s};
  CHECK(percent_estimate({.mean = 0.0114, .low = 0.01, .high = 0.013}, batches).certainty ==
        "95 % interval 1.00 % to 1.30 %, n = 30 batches of 60.0 s");
}

TEST_CASE("A single replication has no interval and says so", "[report]") {
  const EstimateText estimate = percent_estimate(without_interval(0.5), {1, 1, Probability{0.95}});
  CHECK(estimate.value == "50.0 %");
  CHECK(estimate.certainty == "n = 1 replication: no interval");
}
