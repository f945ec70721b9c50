#include "sim/experiment/split_levels.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

double product_of_trials(const std::vector<SplitLevel>& levels) {
  double product = 1;
  for (const SplitLevel& level : levels) product *= static_cast<double>(level.trials);
  return product;
}

}  // namespace

// The loads at which Erlang B is 1e-6 and 1e-9: of the attempts of a chain in its long run, so many fail.
TEST_CASE("A chain climbs beyond its ports as often as Erlang B says", "[experiment]") {
  CHECK(climbs_of_chain(10, 1.29482074219, 1e6).back().expected == Approx(1).epsilon(1e-9));
  CHECK(climbs_of_chain(20, 5.47170695715, 1e6).back().expected == Approx(1).epsilon(1e-9));
  CHECK(climbs_of_chain(10, 0.605735551872, 1e9).back().expected == Approx(1).epsilon(1e-9));
  CHECK(climbs_of_chain(1000, 868.798095968, 1e6).back().expected == Approx(1).epsilon(1e-9));
}

TEST_CASE("Levels ascend, and each splits a trial into several", "[experiment]") {
  for (const double load : {0.1, 1.3, 5.5, 12.0}) {
    const std::vector<SplitLevel> levels = split_levels(climbs_of_chain(20, load, 1000));
    REQUIRE_FALSE(levels.empty());
    CHECK(static_cast<double>(levels.front().ports) > load);
    CHECK(levels.back().ports <= 20);
    for (std::size_t n = 0; n < levels.size(); ++n) {
      CHECK(levels[n].trials >= 2);
      if (n > 0) CHECK(levels[n].ports > levels[n - 1].ports);
    }
  }
}

// Else trials die out on their way, or their number explodes.
TEST_CASE("About as many trials fail as climb to the first level", "[experiment]") {
  for (const double load : {0.605735551872, 1.29482074219, 5.47170695715}) {
    const ClimbCounts climbs = climbs_of_chain(20, load, 1000);
    const std::vector<SplitLevel> levels = split_levels(climbs);
    const double first = climbs[static_cast<std::size_t>(levels.front().ports)].expected;
    const double failing_trials = product_of_trials(levels) * climbs.back().expected;
    CHECK(failing_trials > first / 2);
    CHECK(failing_trials < first * 2);
  }
}

TEST_CASE("A long replication begins to split where it climbs a thousand times", "[experiment]") {
  const ClimbCounts climbs = climbs_of_chain(20, 5.47170695715, 1e7);
  const auto first = static_cast<std::size_t>(split_levels(climbs).front().ports);
  CHECK(climbs[first].expected <= 1000);
  CHECK(climbs[first - 1].expected > 1000);
}

TEST_CASE("Nothing splits where trials would not be rarer at the next level", "[experiment]") {
  CHECK(split_levels(climbs_of_chain(10, 200, 1000)).empty());
}

TEST_CASE("What was not seen is as in the chain that was", "[experiment]") {
  const ClimbCounts chain = climbs_of_chain(20, 5.5, 1e6);
  ClimbCounts seen = chain;
  for (std::size_t n = 0; n < seen.size(); ++n) {
    seen[n].seen = n <= 14 ? 1000 : 3;
    if (n > 14) seen[n].expected = 0;
  }
  CHECK(often_climbed_to(seen) == 14);
  const ClimbCounts whole = extrapolated(seen);
  for (std::size_t n = 0; n < chain.size(); ++n)
    CHECK(whole[n].expected == Approx(chain[n].expected).epsilon(1e-9));
}

TEST_CASE("Of what was never seen nothing is made up", "[experiment]") {
  CHECK(often_climbed_to(ClimbCounts(12)) == 0);
  CHECK(split_levels(extrapolated(ClimbCounts(12))).empty());
}

TEST_CASE("Fewer trials are the square root, rounded up", "[experiment]") {
  CHECK(with_fewer_trials({{5, 9}, {7, 2}}) == std::vector<SplitLevel>{{5, 3}, {7, 2}});
}
