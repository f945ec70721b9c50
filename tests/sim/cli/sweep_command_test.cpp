// portsim sweep as a user meets it. Ten ports that a connection keeps for ten seconds carry one connect a
// second; of evenly spaced ones at 2/s every other is refused.
#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/sample_scenarios.hpp"
#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

constexpr const char* three_rates = "workloads.requests.client.rate=30/min,60/min,120/min";

Outcome sweep(const std::vector<std::string>& options) {
  Start start{.arguments = {"sweep", "-"}, .input = scenario_that_holds};
  start.arguments.insert(start.arguments.end(), options.begin(), options.end());
  return run(start);
}

}  // namespace

TEST_CASE("A sweep prints a row a point, and where failures begin", "[cli][sweep]") {
  const Outcome outcome = sweep({"--vary", three_rates});
  CHECK(outcome.exit_code == 0);  // though a threshold is crossed at the last
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out,
                 "Varied      workloads.requests.client.rate\n"
                 "            3 points, n = 3 replications each, 95 % intervals\n"));
  CHECK(contains(outcome.out, "\n30/min   0 %"));
  CHECK(contains(outcome.out, "\n120/min  50.0 %"));
  CHECK(contains(outcome.out, "fails from rate 120/min on"));
  CHECK(contains(outcome.out, "5.0 s     NO   ####################\n"));
  CHECK(contains(outcome.out, "the bars show what fails; the longest is 50.0 %"));
  CHECK(contains(outcome.out, "portsim run - --set workloads.requests.client.rate=VALUE\n"));
}

TEST_CASE("As JSON a sweep has each point's values, figures and the command for it", "[cli][sweep]") {
  const Outcome outcome = sweep({"--vary", three_rates, "--format", "json", "--seed", "7"});
  REQUIRE(outcome.exit_code == 0);
  const auto result = nlohmann::json::parse(outcome.out);
  CHECK(result["schema"] == "portsim/sweep/1");
  CHECK(result["axes"][0]["path"] == "workloads.requests.client.rate");
  CHECK(result["points_wanted"] == 3);
  REQUIRE(result["points"].size() == 3);
  const auto& last = result["points"][2];
  CHECK(last["values"]["workloads.requests.client.rate"] == "120/min");
  CHECK(last["seed"] == 7);
  CHECK(last["measurements"]["attempts"]["mean"] == 200);
  CHECK(last["measurements"]["failure_fraction"]["mean"] == 0.5);
  CHECK(last["measurements"]["time_to_first_failure"]["mean"] == 5);
  CHECK(last["thresholds"]["met"] == false);
  CHECK(result["points"][0]["thresholds"]["met"] == true);
  CHECK(result["points"][0]["measurements"]["time_to_first_failure"].is_null());
  REQUIRE(last["replication_counts"].size() == 3);
  CHECK(last["replication_counts"][0]["failures"] == 100);
  CHECK(last["rerun"] == "portsim run - --set seed=7 --set workloads.requests.client.rate=120/min");
}

TEST_CASE("A point of a sweep is the run that its command names", "[cli][sweep]") {
  const SweepFolder folder;
  const Outcome outcome = run(sweep_of(three_rates, {"--format", "json"}));
  const auto json = nlohmann::json::parse(outcome.out);
  for (const auto& point : json["points"]) {
    const std::string rate = point["values"]["workloads.requests.client.rate"];
    const auto alone =
        nlohmann::json::parse(run({.arguments = {"run", "ten-ports.yaml", "--format", "json", "--set",
                                                 "workloads.requests.client.rate=" + rate}})
                                  .out);
    CHECK(alone["fingerprint"] == point["fingerprint"]);
    CHECK(alone["scenario"]["digest"] == point["digest"]);
    CHECK(alone["failure_fraction"]["mean"] == point["measurements"]["failure_fraction"]["mean"]);
    CHECK(alone["failure_fraction"]["high"] == point["measurements"]["failure_fraction"]["high"]);
  }
}

TEST_CASE("As CSV a sweep is a row a point, with names in the first line", "[cli][sweep]") {
  const Outcome outcome = sweep({"--vary", three_rates, "--format", "csv"});
  CHECK(outcome.exit_code == 0);
  const std::string head = outcome.out.substr(0, outcome.out.find("\r\n"));
  CHECK(contains(head, "point,workloads.requests.client.rate,replications,failure_fraction,"));
  CHECK(contains(head, ",attempts,failures,"));
  CHECK(contains(outcome.out, "\r\n2,120/min,3,0.5,"));
  CHECK(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 4);
}

TEST_CASE("Text from outside cannot leave its cell", "[cli][sweep]") {
  const Outcome outcome = sweep({"--vary", "scenario=\"=1+2\",'a,\"b\"'", "--format", "csv"});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "\r\n1,\"'a,\"\"b\"\"'\","));
  CHECK_FALSE(contains(outcome.out, "\x1b"));
  CHECK_FALSE(contains(sweep({"--vary", "scenario=\"a\",\"\x1b[31mred\""}).out, "\x1b"));
}

TEST_CASE("Several values multiply, and a constraint takes away", "[cli][sweep]") {
  const Outcome outcome = sweep({"--vary", "duration=10s,1min,100s", "--vary", "warm_up=0s..30s step 15s",
                                 "--where", "warm_up < duration", "--format", "json"});
  REQUIRE(outcome.exit_code == 0);
  const auto points = nlohmann::json::parse(outcome.out)["points"];
  REQUIRE(points.size() == 7);
  CHECK(points[0]["values"] == nlohmann::json{{"duration", "10s"}, {"warm_up", "0s"}});
  CHECK(points[6]["values"] == nlohmann::json{{"duration", "100s"}, {"warm_up", "30s"}});
  CHECK(points[6]["point"] == 6);
}

TEST_CASE("A part of a sweep has every n-th point", "[cli][sweep]") {
  const Outcome outcome = sweep({"--vary", three_rates, "--shard", "1/2", "--format", "json"});
  const auto result = nlohmann::json::parse(outcome.out);
  CHECK(result["shard"] == "1/2");
  REQUIRE(result["points"].size() == 2);
  CHECK(result["points"][0]["point"] == 0);
  CHECK(result["points"][1]["point"] == 2);
}

TEST_CASE("Every problem of any point is shown before the first runs, located in --vary", "[cli][sweep]") {
  const SweepFolder folder;
  const Outcome outcome = run(sweep_of("workloads.requests.client.rate=1/s,fast,slow",
                                       {"--vary", "duration=1min,nonsense", "--out", "results.db"}));
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "--vary:1:32: "));
  CHECK(contains(outcome.err, "found \"fast\""));
  CHECK(contains(outcome.err, "found \"slow\""));
  const auto nonsense = outcome.err.find("found \"nonsense\"");
  REQUIRE(nonsense != std::string::npos);
  CHECK(outcome.err.find("found \"nonsense\"", nonsense + 1) == std::string::npos);
  CHECK(files_here() == std::vector<std::string>{"ten-ports.yaml"});
  // A path that is wrong is one mistake, whatever the values.
  const std::string slip = run(sweep_of("hosts.clinet.os=textbook,windows-8")).err;
  CHECK(contains(slip, "no \"clinet\" in hosts"));
  CHECK(slip.find("clinet\" in") == slip.rfind("clinet\" in"));
}

TEST_CASE("What cannot be meant is wrong usage", "[cli][sweep]") {
  const auto complaint = [](const std::vector<std::string>& options) {
    const Outcome outcome = sweep(options);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  CHECK(contains(complaint({}), "nothing is varied"));
  CHECK(contains(complaint({"--vary", "rate"}), "--vary: expected PATH=LIST"));
  CHECK(
      contains(complaint({"--vary", "duration=1s", "--where", "a < b"}), "--where \"a < b\": neither side"));
  CHECK(contains(complaint({"--vary", "duration=1s", "--shard", "0/2"}), "--shard: expected a part"));
  CHECK(contains(complaint({"--vary", "duration=1s", "--shard", "2/2"}), "part 2/2 of 1 points has none"));
  CHECK(contains(complaint({"--vary", "duration=1s", "--format", "xml"}), "unknown format \"xml\""));
  CHECK(contains(complaint({"--vary", "duration=1s", "--seed", "x"}), "--seed: expected a whole number"));
}

TEST_CASE("A scenario file that is not there is a file error", "[cli][sweep]") {
  const Outcome outcome = run({.arguments = {"sweep", "missing.yaml", "--vary", "duration=1s"}});
  CHECK(outcome.exit_code == 6);
  CHECK(contains(outcome.err, "missing.yaml: cannot be read"));
}
