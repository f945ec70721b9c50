// The picture with which the README opens is what the program draws now.
#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {

// After a change that is meant, the command stands in scenarios/README.md.
TEST_CASE("The picture of the README is the one that its scenario gives", "[readme][runs]") {
  const std::string drawn = (std::filesystem::current_path() / "picture.svg").string();
  const std::string committed = "scenarios/seeds/imap-low-mailbox-cache-ttl.svg";
  const ProgramRun run = run_program(PORTSIM_ROOT, {"run", "scenarios/seeds/imap-low-mailbox-cache-ttl.yaml",
                                                    "--quiet", "--picture", drawn});
  REQUIRE(run.exit_code == 4);
  CHECK((text_of(drawn) == text_of(std::string{PORTSIM_ROOT} + "/" + committed)));
  CHECK(text_of(std::string{PORTSIM_ROOT} + "/README.md").find("(" + committed + ")") != std::string::npos);
  std::filesystem::remove(drawn);
}

}  // namespace portsim::scenarios
