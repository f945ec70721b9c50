// portsim explain, as a user meets it.
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string founding = PORTSIM_ROOT "/scenarios/seeds/imap-low-mailbox-cache-ttl.yaml";
const std::string defective = PORTSIM_ROOT "/scenarios/seeds/event-4227-closing-port-by-chance.yaml";

}  // namespace

TEST_CASE("explain goes from the first failure to the patch, with the command that tries it",
          "[cli][explain]") {
  const Outcome outcome = run({.arguments = {"explain", defective}});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "FAILED"));
  CHECK(contains(outcome.out, "to cure it, install KB2826167: then no attempt"));
  CHECK(contains(outcome.out, "Way 1       KB2826167 on front-end"));
  CHECK(contains(outcome.out, "'hosts.front-end.patches=[KB2826167]'"));
}

TEST_CASE("The attempt that explain tells is the first failure that run counts", "[cli][explain]") {
  const Outcome told = run({.arguments = {"explain", founding, "--format", "json"}});
  const Outcome ran = run({.arguments = {"run", founding, "--replications", "1", "--format", "json"}});
  const auto story = nlohmann::json::parse(told.out);
  const auto results = nlohmann::json::parse(ran.out);
  CHECK(story["at_s"].get<double>() == results["time_to_first_failure_s"]["mean"].get<double>());
  CHECK(story["as_it_is"]["attempts"] == results["attempts"]);
  CHECK(story["as_it_is"]["failures"] == results["failures"]);
}

TEST_CASE("An attempt that is never made is wrong usage, and how many there are is said", "[cli][explain]") {
  const Outcome beyond =
      run({.arguments = {"explain", founding, "--set", "duration=1s", "--attempt", "5000"}});
  CHECK(beyond.exit_code == 2);
  CHECK(contains(beyond.err, "--attempt: replication 1 makes "));
  const Outcome zero = run({.arguments = {"explain", founding, "--attempt", "0"}});
  CHECK(zero.exit_code == 2);
  CHECK(contains(zero.err, "--attempt: expected a whole number from 1 on, found 0"));
}

TEST_CASE("Where nothing fails explain says so", "[cli][explain]") {
  const Outcome outcome = run({.arguments = {"explain", founding, "--set", "duration=10s"}});
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "nothing fails: all "));
}

TEST_CASE("Another replication has another first failure", "[cli][explain]") {
  const Outcome first = run({.arguments = {"explain", founding, "--format", "json"}});
  const Outcome second = run({.arguments = {"explain", founding, "--replication", "2", "--format", "json"}});
  CHECK(nlohmann::json::parse(first.out)["at_s"] != nlohmann::json::parse(second.out)["at_s"]);
  CHECK(run({.arguments = {"explain", founding, "--replication", "0"}}).exit_code == 2);
}
