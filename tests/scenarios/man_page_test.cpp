// The manual page, as the program prints it.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {

TEST_CASE("The manual page has the sections that one expects, and ASCII only", "[man]") {
  const ProgramRun run = run_program(PORTSIM_ROOT, {"man"});
  REQUIRE(run.exit_code == 0);
  std::size_t at = 0;
  for (const char* heading : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS",
                              "ENVIRONMENT", "FILES", "EXAMPLES", "SEE ALSO"}) {
    INFO(heading);
    at = run.output.find("\n.SH " + std::string{heading} + "\n", at);
    REQUIRE(at != std::string::npos);
  }
  CHECK(std::all_of(run.output.begin(), run.output.end(),
                    [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST_CASE("The manual page tells every command, and each of its options", "[man]") {
  const std::string page = run_program(PORTSIM_ROOT, {"man"}).output;
  const auto has = [&](const std::string& text) { return page.find(text) != std::string::npos; };
  CHECK(has("\n.SS \\fBportsim run FILE... [OPTION]...\\fR\n"));
  CHECK(has("\n.SS \\fBportsim stacks [LEVEL]... [OPTION]...\\fR\n"));
  CHECK(has("\n.TP\n\\fB\\-\\-at\\-most\\fR \\fIN\\fR\nreplications at one value [10000]\n"));
  CHECK(has("\n.TP\n\\fB\\-\\-format\\fR \\fIjson|markdown\\fR\n"));
  CHECK(has("measurement and prediction differ (live)\n"));
}

TEST_CASE("Groff, where it is installed, finds nothing to warn of in the manual page", "[man]") {
  if (run_line("/", "command -v groff").exit_code != 0) return;
  const ProgramRun run = run_bash(
      "/", "set -o pipefail; " + shell_quoted(PORTSIM_PROGRAM) + " man | groff -man -Tutf8 -ww >/dev/null");
  CHECK(run.exit_code == 0);
  CHECK(run.output.empty());
}

}  // namespace portsim::scenarios
