// portsim solve, as a user meets it.
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Ten ports that a connection keeps for ten seconds carry one connect a second.
Outcome solve(std::vector<std::string> options) {
  options.insert(options.begin(), {"solve", "-", "--set", "thresholds=[failures < 1]"});
  return run({.arguments = options, .input = scenario_that_fails});
}

Outcome solve_rate(std::vector<std::string> options) {
  options.insert(options.end(), {"--for", "workloads.requests.client.rate", "--find", "largest"});
  return solve(std::move(options));
}

}  // namespace

TEST_CASE("The largest rate that ten ports of ten seconds carry is one a second", "[cli]") {
  const Outcome outcome = solve_rate({"--in", "6/min..120/min step 6/min"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "\n60/min "));
  CHECK(contains(outcome.out, "the largest value of rate that meets failures < 1"));
  CHECK(contains(outcome.out, "66/min does not meet them (exactly: nothing is random)"));
}

TEST_CASE("A range without a step goes by one unit", "[cli]") {
  const nlohmann::json result =
      nlohmann::json::parse(solve_rate({"--in", "50/min..70/min", "--format", "json"}).out);
  CHECK(result["schema"] == "portsim/solve/1");
  CHECK(result["command"] ==
        "portsim solve - --set 'thresholds=[failures < 1]' --for workloads.requests.client.rate --in "
        "50/min..70/min --find largest");
  CHECK(result["domain"]["values"] == 21);
  CHECK(result["met"] == true);
  CHECK(result["value"] == "60/min");
  CHECK(result["first_possible"] == "60/min");
  CHECK(result["first_sure"] == "60/min");
  CHECK(result["failure_fraction"]["mean"] == 0.0);
}

TEST_CASE("Where no value suffices the exit code is 4 and the best is named", "[cli]") {
  const Outcome outcome = solve_rate({"--in", "70/min..200/min step 10/min"});
  CHECK(outcome.exit_code == 4);
  CHECK(contains(outcome.out, "\nNONE"));
  CHECK(contains(outcome.out, "best at 70/min: "));
  const Outcome json = solve_rate({"--in", "61/min..70/min", "--format", "json"});
  CHECK(json.exit_code == 4);
  CHECK(nlohmann::json::parse(json.out)["value"].is_null());
}

TEST_CASE("What solve cannot take is a complaint that says what it takes", "[cli]") {
  const auto complaint = [](std::vector<std::string> options) {
    const Outcome outcome = solve(std::move(options));
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  CHECK(contains(complaint({}), "--for is missing: the path of the value to find"));
  CHECK(contains(complaint({"--for", "duration"}), "--in is missing: the values to search"));
  CHECK(
      contains(complaint({"--for", "duration", "--in", "1s..9s"}), "--find is missing: smallest or largest"));
  CHECK(contains(complaint({"--for", "duration", "--in", "1s..9s", "--find", "best"}),
                 "--find: expected smallest or largest, found \"best\""));
  CHECK(contains(complaint({"--for", "duration", "--in", "1s..x", "--find", "largest"}),
                 "--in: expected numbers"));
  CHECK(contains(complaint({"--for", "duration", "--in", "0.001..1001 step 0.001", "--find", "largest"}),
                 "at most 1000000 are taken"));
  CHECK(contains(complaint({"--for", "duration", "--in", "1s..9s", "--find", "largest", "--tolerance", "5"}),
                 "--tolerance: expected a percentage"));
  CHECK(contains(complaint({"--for", "duration", "--in", "1s..9s", "--find", "largest", "--at-most", "0"}),
                 "--at-most: expected a whole number"));
}

TEST_CASE("A value of the domain that the scenario cannot take is shown where it stands", "[cli]") {
  const Outcome outcome =
      solve({"--for", "hosts.client.settings.time_wait", "--in", "1..5", "--find", "largest"});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "--in:1:"));
}

TEST_CASE("Without a threshold there is nothing to meet", "[cli]") {
  const Outcome outcome = solve_rate({"--in", "50/min..70/min", "--set", "thresholds=[]"});
  CHECK(outcome.exit_code == 3);
  CHECK(contains(outcome.err, "the scenario states no thresholds"));
}
