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

TEST_CASE("A prediction rests on the order of ports only where a workload leaves the port to it",
          "[experiment]") {
  const char* order = "ports are picked by seq_smart";
  const char* random_pick = "a port picked at random";
  const Results plain = run_with("{os: windows-11}", "");
  CHECK(rests_on(plain, order));
  CHECK_FALSE(rests_on(plain, random_pick));
  const Results random = run_with("{os: windows-11}", ", socket: [SO_RANDOMIZE_PORT]");
  CHECK_FALSE(rests_on(random, order));
  CHECK(rests_on(random, random_pick));
  const Results fixed = run_with("{os: windows-11}", ", bind: port 600");
  CHECK_FALSE(rests_on(fixed, order));
  CHECK_FALSE(rests_on(fixed, random_pick));
}

TEST_CASE("Several addresses count where a workload is bound to them, not where the host has them",
          "[experiment]") {
  const char* shared = "in use from one local address is in use for all of them";
  const std::string four = "{os: windows-7-sp1, addresses: 4}";
  CHECK_FALSE(rests_on(run_with(four, ""), shared));
  CHECK(rests_on(run_with(four, ", from: all"), shared));
}

TEST_CASE("An auto-reuse range counts for connect() without bind() on Windows 10, with the option before",
          "[experiment]") {
  const char* pick = "from the auto-reuse range";
  const char* is_unused = "AutoReusePortRange changes nothing";
  const std::string range = "settings: {AutoReusePortRange: {start: 30000, num: 10000}}}";
  const std::string ten = "{os: windows-10, " + range;
  const std::string eight_1 = "{os: windows-8.1, patches: [KB3149157], " + range;
  const std::string option = ", socket: [SO_REUSE_UNICASTPORT]";
  CHECK(rests_on(run_with(ten, ""), pick));
  CHECK_FALSE(rests_on(run_with(ten, ""), is_unused));
  CHECK_FALSE(rests_on(run_with(ten, ", bind: any-port"), pick));
  CHECK(rests_on(run_with(ten, ", bind: any-port"), is_unused));
  CHECK(rests_on(run_with(ten, ", bind: any-port" + option), pick));
  CHECK(rests_on(run_with(eight_1, ""), is_unused));
  CHECK(rests_on(run_with(eight_1, option), pick));
}

TEST_CASE("SO_REUSE_UNICASTPORT without an auto-reuse range is not silent", "[experiment]") {
  const char* no_effect = "SO_REUSE_UNICASTPORT changes nothing";
  const char* empty = "AutoReusePortRange is empty unless it is set";
  const Results with_option = run_with("{os: windows-10}", ", socket: [SO_REUSE_UNICASTPORT]");
  CHECK(rests_on(with_option, no_effect));
  CHECK(rests_on(with_option, empty));
  const Results without = run_with("{os: windows-10}", "");
  CHECK_FALSE(rests_on(without, no_effect));
  CHECK(rests_on(without, empty));
  CHECK_FALSE(rests_on(run_with("{os: windows-10}", ", bind: any-port"), empty));
  CHECK(rests_on(run_with("{os: windows-8, patches: [KB3014399]}", ", socket: [SO_REUSE_UNICASTPORT]"),
                 "KB3014399 adds SO_REUSE_UNICASTPORT"));
}

TEST_CASE("A host without workloads is nothing that a prediction rests on", "[experiment]") {
  const Results results = run_with("{os: windows-10}, idle: {os: windows-2000}", "");
  CHECK_FALSE(rests_on(results, "seq_naive"));
}

TEST_CASE("A prediction rests on what is so after a step of the timeline, too", "[experiment]") {
  const std::string cured = "timeline: [{at: 30s, host: client, install: KB2826167}]\n";
  const Results results = run_with("{os: windows-7-sp1}", "", cured);
  CHECK(rests_on(results, "ports that are closing are handed out as if they were free, unpatched"));
  CHECK(rests_on(results, "ports are picked by seq_smart"));
}
