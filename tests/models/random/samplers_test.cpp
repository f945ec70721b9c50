#include "models/random/samplers.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/models/random/kolmogorov_smirnov.hpp"

using namespace portsim;

// Every statistical bound below is exceeded by chance once in a million (chi-square, Kolmogorov-Smirnov) or
// at five standard errors (6e-7); the seeds are fixed, so a bound either holds for good or not at all.

namespace {

RandomStream test_stream(std::string_view owner) {
  return RandomStream{{2024, 0, StreamPurpose::holds, owner}};
}

double chi_square(const std::vector<std::int64_t>& counts, double expected) {
  double sum = 0;
  for (const std::int64_t count : counts) {
    const double excess = static_cast<double>(count) - expected;
    sum += excess * excess / expected;
  }
  return sum;
}

struct Moments {
  double first = 0, second = 0, third = 0, fourth = 0;
};

template <class Draw>
Moments moments_of(int count, Draw draw) {
  Moments sum;
  for (int i = 0; i < count; ++i) {
    const double x = draw();
    sum.first += x;
    sum.second += x * x;
    sum.third += x * x * x;
    sum.fourth += x * x * x * x;
  }
  const double n = count;
  return {sum.first / n, sum.second / n, sum.third / n, sum.fourth / n};
}

}  // namespace

TEST_CASE("Unit numbers cover 0 to 1, 1 excluded, in steps of 2^-53", "[random]") {
  CHECK(unit_from(0) == 0);
  CHECK(unit_from(0x7ff) == 0);
  CHECK(unit_from(0x800) == 0x1p-53);
  CHECK(unit_from(0x8000000000000000) == 0.5);
  CHECK(unit_from(0xffffffffffffffff) == 1 - 0x1p-53);
}

TEST_CASE("Exponential draws have the exponential's moments", "[random]") {
  RandomStream stream = test_stream("exponential moments");
  constexpr int n = 4'000'000;
  const Moments moments = moments_of(n, [&] { return unit_exponential(stream); });
  // E x^k = k!, and the variance of x^k is (2k)! - k!^2.
  const double root_n = std::sqrt(n);
  CHECK(std::abs(moments.first - 1) < 5 * 1 / root_n);
  CHECK(std::abs(moments.second - 2) < 5 * std::sqrt(20) / root_n);
  CHECK(std::abs(moments.third - 6) < 5 * std::sqrt(684) / root_n);
  CHECK(std::abs(moments.fourth - 24) < 5 * std::sqrt(39744) / root_n);
}

TEST_CASE("Exponential draws pass a Kolmogorov-Smirnov test", "[random]") {
  RandomStream stream = test_stream("exponential distribution");
  std::vector<double> sample(1'000'000);
  for (double& x : sample) {
    x = unit_exponential(stream);
  }
  CHECK(kolmogorov_smirnov(sample, [](double x) { return -std::expm1(-x); }) < once_in_a_million);
}

// Fine enough to see a layer of the ziggurat whose corner is wrong. 999 degrees of freedom.
TEST_CASE("Exponential draws fill a thousand equally likely intervals equally", "[random]") {
  RandomStream stream = test_stream("exponential intervals");
  constexpr int n = 10'000'000;
  std::vector<std::int64_t> counts(1000);
  for (int i = 0; i < n; ++i) {
    const double cumulative = -std::expm1(-unit_exponential(stream));
    ++counts[static_cast<std::size_t>(cumulative * 1000)];
  }
  CHECK(chi_square(counts, n / 1000.0) < 1226);
}

TEST_CASE("The exponential's tail beyond the ziggurat is exponential again", "[random]") {
  RandomStream stream = test_stream("exponential tail");
  constexpr int n = 10'000'000;
  std::vector<double> beyond;
  for (int i = 0; i < n; ++i) {
    const double x = unit_exponential(stream);
    if (x > exponential_ziggurat.edge[1]) {
      beyond.push_back(x - exponential_ziggurat.edge[1]);
    }
  }
  const double expected = n * std::exp(-exponential_ziggurat.edge[1]);  // 4541
  CHECK(std::abs(static_cast<double>(beyond.size()) - expected) < 5 * std::sqrt(expected));
  CHECK(kolmogorov_smirnov(beyond, [](double x) { return -std::expm1(-x); }) < once_in_a_million);
}

TEST_CASE("Normal draws have the normal's moments", "[random]") {
  RandomStream stream = test_stream("normal moments");
  constexpr int n = 2'000'000;
  const Moments moments = moments_of(n, [&] { return standard_normal(stream); });
  // The even moments are 1, 3, 15, 105.
  const double root_n = std::sqrt(n);
  CHECK(std::abs(moments.first) < 5 * 1 / root_n);
  CHECK(std::abs(moments.second - 1) < 5 * std::sqrt(3 - 1) / root_n);
  CHECK(std::abs(moments.third) < 5 * std::sqrt(15) / root_n);
  CHECK(std::abs(moments.fourth - 3) < 5 * std::sqrt(105 - 9) / root_n);
}

TEST_CASE("Normal draws pass a Kolmogorov-Smirnov test", "[random]") {
  RandomStream stream = test_stream("normal distribution");
  std::vector<double> sample(1'000'000);
  for (double& x : sample) {
    x = standard_normal(stream);
  }
  CHECK(kolmogorov_smirnov(sample, [](double x) { return std::erfc(-x / std::sqrt(2)) / 2; }) <
        once_in_a_million);
}

TEST_CASE("A whole number drawn below a bound is below it", "[random]") {
  CHECK(rc::check([](std::uint64_t seed, std::uint32_t any) {
    RandomStream stream{{seed, 0, StreamPurpose::users, "bounds"}};
    const std::uint32_t bound = std::max(any, 1u);
    for (int i = 0; i < 100; ++i) {
      RC_ASSERT(uniform_below(stream, bound) < bound);
    }
    RC_ASSERT(uniform_below(stream, 1) == 0);
    RC_ASSERT(uniform_below(stream, 0xffffffff) < 0xffffffff);
  }));
}

TEST_CASE("Whole numbers below ten are equally likely", "[random]") {
  RandomStream stream = test_stream("below ten");
  std::vector<std::int64_t> counts(10);
  for (int i = 0; i < 1'000'000; ++i) {
    ++counts[uniform_below(stream, 10)];
  }
  CHECK(chi_square(counts, 100'000) < 44.9);  // 9 degrees of freedom
}

// Without Lemire's rejection every third number below 3 * 2^30 would come twice as often as the others.
TEST_CASE("Whole numbers below a bound that does not divide 2^32 are equally likely", "[random]") {
  RandomStream stream = test_stream("below 3 * 2^30");
  std::vector<std::int64_t> counts(3);
  for (int i = 0; i < 300'000; ++i) {
    ++counts[uniform_below(stream, 3u << 30) % 3];
  }
  CHECK(chi_square(counts, 100'000) < 27.7);  // 2 degrees of freedom
}
