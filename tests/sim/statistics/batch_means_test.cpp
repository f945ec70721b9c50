#include "sim/statistics/batch_means.hpp"

#include <catch2/catch.hpp>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

using namespace portsim;

namespace {

std::vector<RatioSample> samples_of(const std::vector<double>& events) {
  std::vector<RatioSample> samples;
  for (const double count : events) samples.push_back({count, 10});
  return samples;
}

RandomStream random_stream(std::uint32_t replication) {
  return RandomStream{
      {.seed = 1, .replication = replication, .purpose = StreamPurpose::arrivals, .owner = "samples"}};
}

// Each is `memory` times the one before and a fresh number: lag-1 correlation `memory`.
std::vector<RatioSample> autoregressive(int count, double memory, std::uint32_t replication) {
  RandomStream random = random_stream(replication);
  std::vector<double> events;
  double level = 0;
  for (int n = 0; n < count; ++n) {
    level = memory * level + standard_normal(random);
    events.push_back(5 + level);
  }
  return samples_of(events);
}

}  // namespace

TEST_CASE("Samples that alternate are correlated negatively, and those that rise positively",
          "[statistics]") {
  CHECK(lag_one_correlation(samples_of({1, 3, 1, 3})) == Approx(-0.75));
  CHECK(lag_one_correlation(samples_of({1, 2, 3})) == Approx(0));
  CHECK(lag_one_correlation(samples_of({0, 0, 2, 2})) == Approx(0.25));
  CHECK(lag_one_correlation(samples_of({2, 2, 2})) == 0);
}

TEST_CASE("Residuals are against the ratio, whatever the trials", "[statistics]") {
  const std::vector<RatioSample> samples{{1, 10}, {2, 20}, {4, 40}};
  CHECK(lag_one_correlation(samples) == 0);
  CHECK_FALSE(are_correlated(samples));
}

TEST_CASE("Merging adds up neighbours and leaves out the rest", "[statistics]") {
  const std::vector<RatioSample> batches = merged(samples_of({1, 2, 3, 4, 5}), 2);
  REQUIRE(batches.size() == 2);
  CHECK(batches[0].events == 3);
  CHECK(batches[1].events == 7);
  CHECK(batches[0].trials == 20);
}

// By the definition of the test 200 of 1,000 are expected, with a standard deviation of 13; 0.3 more for the
// error of the normal approximation. A fresh seed fails once in 10,000.
TEST_CASE("One in five sequences of independent samples is taken for correlated", "[statistics]") {
  int correlated = 0;
  for (std::uint32_t n = 0; n < 1'000; ++n) correlated += are_correlated(autoregressive(240, 0, n));
  CHECK(correlated > 145);
  CHECK(correlated < 255);
}

TEST_CASE("What remembers is merged until it hardly does", "[statistics]") {
  // Merged by m, a correlation of 0.8 from sample to sample becomes about 0.8 / (m (1 - 0.64)) for large m.
  const auto together = uncorrelated_together(autoregressive(960, 0.8, 7), 1);
  REQUIRE(together);
  CHECK(*together >= 4);
  CHECK(*together <= 32);
  CHECK(uncorrelated_together(autoregressive(960, 0, 7), 16).value_or(0) >= 16);
}

TEST_CASE("A memory longer than thirty batches has none", "[statistics]") {
  std::vector<double> rising;
  for (int n = 0; n < 240; ++n) rising.push_back(n);
  CHECK_FALSE(uncorrelated_together(samples_of(rising), 1));
  CHECK_FALSE(uncorrelated_together(samples_of({1, 0, 1, 0, 1}), 1));  // too few
}
