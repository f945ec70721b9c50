// What a prediction rests on, as far as it is the scenario and not a host alone that decides it.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"
#include "sim/scenario/load.hpp"

using namespace portsim;

namespace {

Results run_with(const std::string& host, const std::string& workload, const std::string& timeline = "") {
  const auto scenario = load_scenario(
      {"test.yaml",
       "scenario: test\nduration: 1min\nreplications: 1\nhosts: {client: " + host +
           "}\nservices: {web: {address: 10.0.1.20, port: 443}}\nworkloads:\n  load: {host: client, "
           "connects_to: web, client: {model: open, arrivals: constant, rate: 1/s}" +
           workload + "}\n" + timeline,
       {}});
  REQUIRE(scenario);
  return run_experiment(*scenario, {.threads = 1});
}

bool rests_on(const Results& results, const std::string& fact) {
  return std::any_of(results.depends_on.begin(), results.depends_on.end(), [&](const Dependency& dependency) {
    return dependency.fact.find(fact) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("Only where SO_REUSEADDR is used does a prediction rest on what it lifts", "[experiment]") {
  const std::string option = ", socket: [SO_REUSEADDR]";
  CHECK_FALSE(rests_on(run_with("{os: windows-2000}", ""), "SO_REUSEADDR"));
  CHECK(rests_on(run_with("{os: windows-2000}", option),
                 "SO_REUSEADDR does not let a socket take a four-tuple that is in TIME_WAIT"));
  CHECK(rests_on(run_with("{os: windows-2000, assume: {reuseaddr_lifts_time_wait: true}}", option),
                 "SO_REUSEADDR lets a socket take a four-tuple that is in TIME_WAIT"));
}

TEST_CASE("A prediction rests on what is so after a step of the timeline, too", "[experiment]") {
  const std::string cured = "timeline: [{at: 30s, host: client, install: KB2826167}]\n";
  const Results results = run_with("{os: windows-7-sp1}", "", cured);
  CHECK(rests_on(results, "ports that are closing are handed out as if they were free, unpatched"));
  CHECK(rests_on(results, "ports are picked by seq_smart"));
}
