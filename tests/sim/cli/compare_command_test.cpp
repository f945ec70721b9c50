// portsim compare, as a user meets it.
#include <csignal>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;

namespace {

const std::string rate = "workloads.requests.client.rate=";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome compare(std::vector<std::string> options) {
  options.insert(options.begin(), {"compare", "-"});
  return run({.arguments = options, .input = scenario_that_fails});
}

}  // namespace

TEST_CASE("One file is compared with itself under other values", "[cli]") {
  const Outcome outcome = compare({"--a", rate + "2/s", "--b", rate + "30/min"});
  CHECK(outcome.exit_code == 0);  // thresholds are not judged
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "\nB IS BETTER fewer connects fail in B: exactly, as nothing is random\n"));
  // 100 s at 2/s: of each 20 attempts in ten seconds ten find a port.
  CHECK(contains(outcome.out, "\nFail        A      50.0 % (the same in 3 replications)\n"));
  CHECK(contains(outcome.out, "            B - A  -50.0 points (the same in 3 replications)\n"));
  CHECK(
      contains(outcome.out, "\nRerun       portsim compare - --a workloads.requests.client.rate=2/s --b\n"));
}

TEST_CASE("Either side of a comparison may be the file as it is", "[cli]") {
  const Outcome outcome = compare({"--b", rate + "30/min", "--format", "json"});
  const nlohmann::json result = nlohmann::json::parse(outcome.out);
  CHECK(result["schema"] == "portsim/compare/1");
  CHECK(result["metrics"][0]["difference"]["mean"] == -0.5);
  CHECK(result["metrics"][0]["better"] == "b");
  CHECK(contains(compare({"--a", rate + "30/min"}).out, "\nA IS BETTER "));
}

TEST_CASE("Options --set, --seed and --replications are for both sides", "[cli]") {
  const Outcome outcome = compare({"--set", "duration=50s", "--seed", "7", "--replications", "4", "--b",
                                   rate + "30/min", "--format", "json"});
  const nlohmann::json result = nlohmann::json::parse(outcome.out);
  CHECK(result["seed"] == 7);
  CHECK(result["replications"] == 4);
  CHECK(result["a"]["duration_s"] == 50.0);
  CHECK(result["b"]["duration_s"] == 50.0);
}

TEST_CASE("The number of threads changes no byte of a comparison", "[cli]") {
  const std::vector<std::string> options = {"--set", "workloads.requests.client.arrivals=poisson", "--b",
                                            rate + "90/min"};
  std::vector<std::string> one = options;
  one.insert(one.end(), {"--threads", "1"});
  std::vector<std::string> three = options;
  three.insert(three.end(), {"--threads", "3"});
  CHECK(compare(one).out == compare(three).out);
}

TEST_CASE("A value that is wrong for one side is found in its own option", "[cli]") {
  const Outcome outcome = compare({"--a", "duration=soon", "--b", "duration=late"});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "--a:1:10: duration: expected a duration such as \"30min\", found \"soon\""));
  CHECK(contains(outcome.err, "--b:1:10: duration: expected a duration such as \"30min\", found \"late\""));
}

TEST_CASE("A mistake that both sides share is shown once", "[cli]") {
  const std::string err = compare({"--set", "duration=soon", "--b", rate + "1/s"}).err;
  const auto first = err.find("--set:1:10: duration");
  REQUIRE(first != std::string::npos);
  CHECK(err.find("--set:1:10: duration", first + 1) == std::string::npos);
}

TEST_CASE("A comparison that cannot be one is wrong usage", "[cli]") {
  const auto complaint = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compare");
    const Outcome outcome = run({.arguments = arguments, .input = scenario_that_fails});
    CHECK(outcome.exit_code == 2);
    return outcome.err;
  };
  CHECK(contains(complaint({}), "no scenario file"));
  CHECK(contains(complaint({"-"}), "one scenario file needs --a or --b to differ from itself"));
  CHECK(contains(complaint({"a", "b", "c"}), "two scenario files at most, found 3"));
  CHECK(contains(complaint({"-", "-"}), "standard input can be read only once"));
  CHECK(contains(complaint({"-", "--b", "rate"}), "--b: expected PATH=VALUE"));
  CHECK(contains(complaint({"-", "--b", "duration=1s", "--format", "csv"}), "unknown format \"csv\""));
}

TEST_CASE("A file that cannot be read ends a comparison with 6", "[cli]") {
  CHECK(run({.arguments = {"compare", "-", "no-such.yaml"}, .input = scenario_that_fails}).exit_code == 6);
}

TEST_CASE("Ctrl-C ends a comparison with 5", "[cli]") {
  Program program{{.arguments = {"compare", "-", "--replications", "1000000", "--set", "duration=1h", "--b",
                                 rate + "1/s"},
                   .input = scenario_that_fails}};
  program.wait_until_it_catches(SIGINT);
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  CHECK(outcome.exit_code == 5);
  CHECK(contains(outcome.err, "portsim compare: interrupted: "));
  CHECK(contains(outcome.err, " of 1000000 pairs of replications finished\n"));
}
