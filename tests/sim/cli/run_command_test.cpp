// portsim run, as a user meets it.
#include <csignal>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome run_scenario(const std::string& scenario, std::vector<std::string> options = {}) {
  options.insert(options.begin(), {"run", "-"});
  return run({.arguments = options, .input = scenario});
}

nlohmann::json json_of(const std::string& scenario, std::vector<std::string> options = {}) {
  options.insert(options.end(), {"--format", "json"});
  return nlohmann::json::parse(run_scenario(scenario, options).out);
}

}  // namespace

TEST_CASE("A scenario that holds ends with 0 and nothing on standard error", "[cli]") {
  const Outcome outcome = run_scenario(scenario_that_holds);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "\nHOLDS "));
  CHECK(contains(outcome.out, "\nRerun       portsim run -\n"));
  CHECK_FALSE(contains(outcome.out, "\x1b"));
}

TEST_CASE("A threshold that is crossed ends with 4, and the result is written all the same", "[cli]") {
  const Outcome outcome = run_scenario(scenario_that_fails);
  CHECK(outcome.exit_code == 4);
  CHECK(contains(outcome.out, "\nFAILS "));
  CHECK(contains(outcome.out, "first after 5.0 s"));
}

TEST_CASE("JSON is a result like any other", "[cli]") {
  const nlohmann::json result = json_of(scenario_that_fails);
  CHECK(result["schema"] == "portsim/run/1");
  CHECK(result["portsim_version"] == "0.1.0");
  CHECK(result["scenario"]["name"] == "Ten ports");
  CHECK(result["replications"] == 3);
  CHECK(result["time_to_first_failure_s"]["mean"] == 5.0);
  CHECK(result["thresholds"][0]["met"] == false);
}

TEST_CASE("Option --seed and --replications stand above the scenario", "[cli]") {
  const nlohmann::json result = json_of(scenario_that_holds, {"--seed", "7", "--replications", "2"});
  CHECK(result["seed"] == 7);
  CHECK(result["replications"] == 2);
}

TEST_CASE("Option --seed stands above --set", "[cli]") {
  CHECK(json_of(scenario_that_holds, {"--seed", "7", "--set", "seed=8"})["seed"] == 7);
}

TEST_CASE("Option --set overrides any value, as often as it is given", "[cli]") {
  const nlohmann::json result = json_of(
      scenario_that_fails, {"--set", "duration=50s", "--set", "workloads.requests.client.rate=30/min"});
  CHECK(result["duration_s"] == 50.0);
  CHECK(result["failures"] == 0.0);
}

TEST_CASE("The number of threads changes no byte of the result", "[cli]") {
  CHECK(run_scenario(scenario_that_fails, {"--threads", "1"}).out ==
        run_scenario(scenario_that_fails, {"--threads", "3"}).out);
}

TEST_CASE("An invalid scenario ends with 3, and the option to blame is named", "[cli]") {
  const Outcome outcome = run_scenario(scenario_that_holds, {"--seed", "7", "--set", "duration=-1s"});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out.empty());
  CHECK(outcome.err ==
        "--set:1:10: duration: expected a duration such as \"30min\", found \"-1s\"; it cannot be negative "
        "[out-of-range]\n"
        "  1 | duration=-1s\n"
        "    |          ^\n");
}

TEST_CASE("Progress is shown on a terminal, and wiped", "[cli]") {
  // Enough replications to last longer than the tenth of a second after which a line appears.
  Start start{.arguments = {"run", "-", "--replications", "100000"},
              .input = scenario_that_fails,
              .err = Sink::terminal};
  const std::string progress = run(start).err;
  CHECK(contains(progress, "/100000 replications, "));
  CHECK(progress.back() == '\r');

  start.arguments.push_back("--quiet");
  CHECK(run(start).err.empty());
}

TEST_CASE("Colours are for terminals, and not for those who object", "[cli]") {
  const Start on_terminal{.arguments = {"run", "-"}, .input = scenario_that_fails, .out = Sink::terminal};
  CHECK(contains(run(on_terminal).out, "\x1b[1;31mFAILS\x1b[0m"));

  Start objecting = on_terminal;
  objecting.arguments.push_back("--no-color");
  CHECK_FALSE(contains(run(objecting).out, "\x1b"));

  objecting = on_terminal;
  objecting.environment = {"NO_COLOR=1"};
  CHECK_FALSE(contains(run(objecting).out, "\x1b"));
  objecting.environment = {"NO_COLOR="};
  CHECK(contains(run(objecting).out, "\x1b"));
}

TEST_CASE("Ctrl-C ends with 5 and reports the replications that finished", "[cli]") {
  Program program{
      {.arguments = {"run", "-", "--replications", "1000000", "--set", "duration=1h", "--format", "json"},
       .input = scenario_that_fails}};
  program.wait_until_it_catches(SIGINT);
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  CHECK(outcome.exit_code == 5);
  const int finished =
      outcome.out.empty() ? 0 : nlohmann::json::parse(outcome.out)["replications"].get<int>();
  CHECK(finished < 1000000);
  CHECK(outcome.err ==
        "portsim: <stdin>: interrupted: " + std::to_string(finished) + " of 1000000 replications finished\n");
}
