// portsim check, as a user meets it.
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;

TEST_CASE("A valid scenario is said to be valid", "[cli]") {
  const Outcome outcome = run({.arguments = {"check", "-"}, .input = scenario_that_holds});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out == "<stdin>: valid\n");
  CHECK(outcome.err.empty());
}

TEST_CASE("Every problem of a scenario is shown with its place", "[cli]") {
  const Outcome outcome =
      run({.arguments = {"check", "-"}, .input = "durations: 1s\n" + scenario_at_rate("fast")});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.find("<stdin>:1:1: ") != std::string::npos);
  CHECK(outcome.err.find("<stdin>:13:53: workloads.requests.client.rate: ") != std::string::npos);
}

TEST_CASE("Option --format json gives the verdict and the problems to a program", "[cli]") {
  const Outcome outcome =
      run({.arguments = {"check", "-", "--format", "json"}, .input = scenario_at_rate("fast")});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.err.empty());
  const auto result = nlohmann::json::parse(outcome.out);
  CHECK(result["schema"] == "portsim/check/1");
  CHECK(result["file"] == "<stdin>");
  CHECK(result["valid"] == false);
  REQUIRE(result["problems"].size() == 1);
  CHECK(result["problems"][0]["line"] == 12);
  CHECK(result["problems"][0]["path"] == "workloads.requests.client.rate");

  const Outcome valid = run({.arguments = {"check", "-", "--format", "json"}, .input = scenario_that_holds});
  CHECK(valid.exit_code == 0);
  CHECK(nlohmann::json::parse(valid.out)["valid"] == true);
}

TEST_CASE("Option --set makes a scenario valid or invalid", "[cli]") {
  const Outcome outcome =
      run({.arguments = {"check", "-", "--set", "duration=soon"}, .input = scenario_that_holds});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.err.find("--set:1:10: duration: ") == 0);
}
