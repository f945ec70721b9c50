#include "models/workload/holding_time_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/models/random/kolmogorov_smirnov.hpp"

using namespace portsim;

// Seeds are fixed. Bounds of five standard errors are exceeded by chance with probability 6e-7.

namespace {

RandomStream test_stream(std::string_view owner) {
  return RandomStream{{11, 0, StreamPurpose::holds, owner}};
}

std::vector<double> samples_in_ns(const HoldingTimeSpec& spec, int count) {
  RandomStream stream = test_stream("samples");
  const HoldingTimeSampler sampler{spec};
  std::vector<double> samples;
  for (int i = 0; i < count; ++i) {
    samples.push_back(static_cast<double>(sampler.sample(stream).count()));
  }
  return samples;
}

double mean_of(const std::vector<double>& samples) {
  double sum = 0;
  for (const double sample : samples) {
    sum += sample;
  }
  return sum / static_cast<double>(samples.size());
}

double normal_cumulative(double x) {
  return std::erfc(-x / std::sqrt(2)) / 2;
}

}  // namespace

TEST_CASE("The mean of a holding time is the specification's", "[workload]") {
  CHECK(mean_of(ConstantHold{200ms}) == 200ms);
  CHECK(mean_of(ExponentialHold{200ms}) == 200ms);
  CHECK(mean_of(UniformHold{1s, 4s}) == 2500ms);
  CHECK(mean_of(UniformHold{duration_max, duration_max}) == duration_max);
  CHECK(mean_of(LognormalHold{1s, 2.0}) == 1s);
  CHECK(mean_of(HoldForever{}) == forever);
}

TEST_CASE("Constant holding times draw nothing", "[workload]") {
  RandomStream used = test_stream("constant");
  RandomStream untouched = test_stream("constant");
  CHECK(HoldingTimeSampler{ConstantHold{200ms}}.sample(used) == 200ms);
  CHECK(HoldingTimeSampler{ConstantHold{0s}}.sample(used) == 0s);
  CHECK(HoldingTimeSampler{HoldForever{}}.sample(used) == forever);
  CHECK(used.next() == untouched.next());
}

TEST_CASE("Exponential holding times are exponential", "[workload]") {
  const auto samples = samples_in_ns(ExponentialHold{200ms}, 200'000);
  CHECK(kolmogorov_smirnov(samples, [](double ns) { return -std::expm1(-ns / 200e6); }) < once_in_a_million);
}

// P(sample = 0 ns) = P(X < 0.5 ns) = 1 - exp(-0.5/3); truncation would give 1 - exp(-1/3), and 0.5 ns less on
// average.
TEST_CASE("Holding times are rounded to the nearest nanosecond", "[workload]") {
  constexpr int n = 200'000;
  const auto samples = samples_in_ns(ExponentialHold{3ns}, n);
  const double p_zero = -std::expm1(-0.5 / 3);
  const auto zeros = static_cast<double>(std::count(samples.begin(), samples.end(), 0.0));
  CHECK(std::abs(zeros / n - p_zero) < 5 * std::sqrt(p_zero * (1 - p_zero) / n));
  // The mean of round(X) is exp(-0.5/3) / (1 - exp(-1/3)) = 2.986 ns; its standard deviation is near 3 ns.
  const double mean = std::exp(-0.5 / 3) / -std::expm1(-1.0 / 3);
  CHECK(std::abs(mean_of(samples) - mean) < 5 * 3.0 / std::sqrt(n));
}

TEST_CASE("Uniform holding times lie evenly between their ends", "[workload]") {
  const auto samples = samples_in_ns(UniformHold{1s, 3s}, 200'000);
  CHECK(*std::min_element(samples.begin(), samples.end()) >= 1e9);
  CHECK(*std::max_element(samples.begin(), samples.end()) <= 3e9);
  CHECK(kolmogorov_smirnov(samples, [](double ns) { return (ns - 1e9) / 2e9; }) < once_in_a_million);
}

TEST_CASE("A uniform holding time between equal ends is that time", "[workload]") {
  for (const double sample : samples_in_ns(UniformHold{7ns, 7ns}, 10)) {
    CHECK(sample == 7);
  }
}

// With mean 1 s and coefficient of variation 2: sigma^2 = ln 5, mu = -ln(5)/2 in logarithms of seconds.
TEST_CASE("The logarithms of lognormal holding times are normal", "[workload]") {
  const auto samples = samples_in_ns(LognormalHold{1s, 2.0}, 200'000);
  const double sigma = std::sqrt(std::log(5.0));
  const double mu = -std::log(5.0) / 2;
  CHECK(kolmogorov_smirnov(samples, [&](double ns) {
          return normal_cumulative((std::log(ns * 1e-9) - mu) / sigma);
        }) < once_in_a_million);
}

// A coefficient of 0.5 makes the standard error of the mean 0.5 / sqrt(n), and the fourth moment, which the
// error of the variance needs, still moderate: with w = 1 + 0.25, the kurtosis is w^4 + 2 w^3 + 3 w^2 - 3
// = 8.04.
TEST_CASE("Lognormal holding times have the mean and the coefficient of variation that were asked for",
          "[workload]") {
  constexpr int n = 400'000;
  auto samples = samples_in_ns(LognormalHold{1s, 0.5}, n);
  const double mean = mean_of(samples);
  CHECK(std::abs(mean / 1e9 - 1) < 5 * 0.5 / std::sqrt(n));
  for (double& sample : samples) {
    sample = std::pow(sample / mean - 1, 2);
  }
  CHECK(std::abs(mean_of(samples) - 0.25) < 5 * 0.25 * std::sqrt((8.04 - 1) / n));
}

TEST_CASE("A lognormal holding time without variation is constant", "[workload]") {
  for (const auto& spec : {LognormalHold{1s, 0.0}, LognormalHold{0s, 2.0}}) {
    for (const double sample : samples_in_ns(spec, 10)) {
      CHECK(sample == static_cast<double>(spec.mean.count()));
    }
  }
}

// The mean is a fifth of `forever`, so 0.7 % of the exponential samples reach it.
TEST_CASE("No holding time is longer than forever or negative", "[workload]") {
  const HoldingTimeSpec specs[] = {ExponentialHold{duration_max}, LognormalHold{duration_max, 10.0},
                                   LognormalHold{1ns, 1e308},     LognormalHold{duration_max, 1e-308},
                                   UniformHold{0s, forever},      UniformHold{forever, forever}};
  for (const auto& spec : specs) {
    CAPTURE(spec.index());
    const auto samples = samples_in_ns(spec, 10'000);
    CHECK(*std::min_element(samples.begin(), samples.end()) >= 0);
    CHECK(*std::max_element(samples.begin(), samples.end()) <= static_cast<double>(forever.count()));
  }
  const auto longest = samples_in_ns(ExponentialHold{duration_max}, 10'000);
  CHECK(*std::max_element(longest.begin(), longest.end()) == static_cast<double>(forever.count()));
}

TEST_CASE("An exponential law gives by itself what its sampler gives", "[workload]") {
  const HoldingTimeSampler sampler{ExponentialHold{3s}};
  RandomStream one = test_stream("law");
  RandomStream other = test_stream("law");
  REQUIRE(sampler.exponential());
  for (int n = 0; n < 1'000; ++n) CHECK(sampler.exponential()->sample(one) == sampler.sample(other));
  CHECK_FALSE(HoldingTimeSampler{ConstantHold{3s}}.exponential());
  CHECK_FALSE(HoldingTimeSampler{UniformHold{1s, 3s}}.exponential());
}
