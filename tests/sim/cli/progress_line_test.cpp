#include "sim/cli/progress_line.hpp"

#include <catch2/catch.hpp>

using namespace portsim;
using namespace std::chrono_literals;

TEST_CASE("Progress says how much is done and how much time is left", "[cli]") {
  const Progress third{.finished = 7, .replications = 20, .fraction = 0.375};
  CHECK(progress_text(third, 11500ms) == "7/20 replications, 38 %, 12 s elapsed, 20 s left");
}

TEST_CASE("Long times are in minutes and hours", "[cli]") {
  const Progress tenth{.finished = 2, .replications = 20, .fraction = 0.1};
  CHECK(progress_text(tenth, 999500ms) == "2/20 replications, 10 %, 16 min 40 s elapsed, 2 h 29 min left");
}

TEST_CASE("Nothing is foretold before anything is done", "[cli]") {
  CHECK(progress_text({.finished = 0, .replications = 20, .fraction = 0}, 5s) == "0/20 replications, 0 %");
}

TEST_CASE("A sweep counts its points", "[cli]") {
  CHECK(progress_text({.finished = 3, .replications = 28, .fraction = 0}, 5s, "points") ==
        "3/28 points, 0 %");
}
