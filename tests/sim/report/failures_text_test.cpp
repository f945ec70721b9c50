// When failures begin and whether they end, in words.
#include "sim/report/failures_text.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

// The last failure at 130 s of 30 min; a port is gone for 30.1 s.
Recovery recovery_of(int recovered, int runs) {
  return {{without_interval(130), runs, runs}, Duration{30'100ms}, recovered};
}

Scenario with_timeline() {
  Scenario scenario = sample_scenario();
  scenario.timeline.push_back({.at = 1min, .what = "set the rate"});
  return scenario;
}

}  // namespace

TEST_CASE("A run recovers when it goes without a failure for longer than any port is gone", "[report]") {
  CHECK(
      recovery_text(recovery_of(1, 1), sample_scenario()) ==
      "last after 130.0 s (n = 1 replication: no interval): it recovers, as no connect fails in the 1,670 s "
      "that are left, and every port is back in 30.1 s");
  CHECK(recovery_text(recovery_of(1, 3), sample_scenario()) ==
        "last after 130.0 s (n = 3 replications: no interval): 1 of 3 replications recover, where none fails "
        "for "
        "30.1 s, in which every port is back");
}

TEST_CASE("That a run does not recover is told where it might have", "[report]") {
  CHECK(recovery_text(recovery_of(0, 1), with_timeline()) ==
        "last after 130.0 s (n = 1 replication: no interval): it does not recover by the end of the run");
  CHECK(recovery_text(recovery_of(0, 1), sample_scenario()).empty());
  CHECK(recovery_text({}, with_timeline()).empty());
}
