// portsim schema, as a user meets it.
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"

using namespace portsim;

TEST_CASE("portsim schema prints JSON Schema of draft 7", "[cli]") {
  const Outcome outcome = run({.arguments = {"schema"}});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  const auto schema = nlohmann::json::parse(outcome.out);
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema.count("$id") == 0);
  CHECK(schema["required"].size() == 5);
  CHECK(schema["additionalProperties"] == false);
}

TEST_CASE("portsim schema prints the language reference as Markdown", "[cli]") {
  const Outcome outcome = run({.arguments = {"schema", "--format", "markdown"}});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.substr(0, 2) == "# ");
}

TEST_CASE("portsim schema takes no file and no other format", "[cli]") {
  const Outcome file = run({.arguments = {"schema", "web.yaml"}});
  CHECK(file.exit_code == 2);
  CHECK(file.out.empty());
  CHECK_THAT(file.err, Catch::Contains("no arguments but options; found \"web.yaml\""));
  const Outcome format = run({.arguments = {"schema", "--format", "jsn"}});
  CHECK(format.exit_code == 2);
  CHECK_THAT(format.err, Catch::Contains("unknown format \"jsn\"; did you mean \"json\"?"));
}

TEST_CASE("The help of portsim schema shows that it takes no file", "[cli]") {
  CHECK_THAT(run({.arguments = {"schema", "--help"}}).out,
             Catch::Contains("\n  portsim schema [OPTION]...\n"));
}
