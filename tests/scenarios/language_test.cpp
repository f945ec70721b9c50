// The language of scenarios as it is shipped beside them: what the program prints.
#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

const std::string root = PORTSIM_ROOT;

std::string printed(const std::vector<std::string>& arguments) {
  const ProgramRun run = run_program(root, arguments);
  CHECK(run.exit_code == 0);
  return run.output;
}

}  // namespace

TEST_CASE("The schema that is shipped is what the program prints", "[scenarios]") {
  CHECK(text_of(root + "/scenarios/scenario.schema.json") == printed({"schema"}));
}

TEST_CASE("The language reference that is shipped is what the program prints", "[scenarios]") {
  CHECK(text_of(root + "/scenarios/LANGUAGE.md") == printed({"schema", "--format", "markdown"}));
}

}  // namespace portsim::scenarios
