// `--report` of sweep, compare and advise, and the picture of run.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"
#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

const std::vector<std::string> sweep_of_rates{"sweep", "-", "--vary",
                                              "workloads.requests.client.rate=30/min..150/min step 30/min"};
const std::vector<std::string> compare_rates{"compare", "-", "--b", "workloads.requests.client.rate=30/min"};
const std::vector<std::string> advise_it{"advise", "-"};

Outcome run_with(std::vector<std::string> arguments, const std::vector<std::string>& further) {
  arguments.insert(arguments.end(), further.begin(), further.end());
  return run({.arguments = arguments, .input = scenario_that_fails});
}

}  // namespace

TEST_CASE("A sweep, a comparison and advice write a page beside a result that stays as it is",
          "[cli][report]") {
  const SweepFolder folder;
  for (const auto& command : {sweep_of_rates, compare_rates, advise_it}) {
    INFO(command.front());
    const Outcome plain = run_with(command, {});
    const Outcome outcome = run_with(command, {"--report", "out.html"});
    CHECK(outcome.out == plain.out);
    CHECK(outcome.exit_code == plain.exit_code);
    CHECK(outcome.err.empty());
    const std::string page = bytes_of("out.html");
    CHECK(contains(page, "<h1>Ten ports</h1>"));
    CHECK(contains(page, "<code>scenario: Ten ports\nduration: 100s\n"));
    CHECK(page.substr(page.size() - 8) == "</html>\n");
  }
}

TEST_CASE("A sweep's page marks today's value and the threshold of the scenario", "[cli][report]") {
  const SweepFolder folder;
  run_with(sweep_of_rates, {"--report", "out.html"});
  const std::string page = bytes_of("out.html");
  // One connect a second is what ten ports carry; 90/min fail a third of the time.
  CHECK(contains(page, "2 of 5 points meet the thresholds"));
  CHECK(contains(page, "as the scenario has it, rate 120/min: "));
  CHECK(contains(page, R"("today":{"text":"2/s","at":3,)"));
  CHECK(contains(page, R"("text":"failure_fraction \u003c 10%")"));
}

TEST_CASE("The number of threads changes no byte of a page or a picture", "[cli][report]") {
  const SweepFolder folder;
  const std::vector<std::string> draw{"run", "-", "--set", "workloads.requests.client.arrivals=poisson"};
  for (const char* threads : {"1", "4"}) {
    const std::string name = threads;
    run_with(sweep_of_rates, {"--threads", threads, "--report", "sweep" + name});
    run_with(advise_it, {"--threads", threads, "--report", "advise" + name});
    run_with(draw, {"--threads", threads, "--picture", "picture" + name});
  }
  for (const char* name : {"sweep", "advise", "picture"}) {
    INFO(name);
    CHECK(bytes_of(name + std::string{"1"}) == bytes_of(name + std::string{"4"}));
    CHECK_FALSE(bytes_of(name + std::string{"1"}).empty());
  }
}

TEST_CASE("A page or a picture that cannot be written ends with 6, before anything is run", "[cli][report]") {
  const SweepFolder folder;
  const std::string why = ": no/such/out: cannot be written: No such file or directory\n";
  for (const auto& command : {sweep_of_rates, compare_rates, advise_it}) {
    const Outcome outcome = run_with(command, {"--report", "no/such/out"});
    CHECK(outcome.exit_code == 6);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "portsim " + command.front() + why);
  }
  CHECK(run_with({"run", "-"}, {"--picture", "no/such/out"}).err == "portsim run" + why);
}

TEST_CASE("A picture is written beside the result, also together with a page", "[cli][report]") {
  const SweepFolder folder;
  const Outcome outcome = run_with({"run", "-"}, {"--picture", "out.svg", "--report", "out.html"});
  CHECK(outcome.exit_code == 4);
  CHECK(contains(bytes_of("out.svg"), "<title id=\"title\">Ten ports</title>"));
  CHECK(contains(bytes_of("out.html"), "<h1>Ten ports</h1>"));
  const Outcome several = run({.arguments = {"run", "a.yaml", "b.yaml", "--picture", "out.svg"}});
  CHECK(several.exit_code == 2);
  CHECK(contains(several.err, "--picture: one scenario file at a time; found 2"));
}
