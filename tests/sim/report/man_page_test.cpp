// Texts become roff that prints them as they are.
#include "sim/report/man_page.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "sim/report/roff.hpp"
#include "sim/report/version.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A line that would be a request is printed", "[man]") {
  CHECK(roff_paragraph(".TH is text") == "\\&.TH is text\n");
  CHECK(roff_lines(".TH\n'x\n  .y\n") == "\\&.TH\n\\(aqx\n  .y\n");
}

TEST_CASE("Backslashes, quotes and hyphens of commands are printed as they are typed", "[man]") {
  CHECK(roff_lines("  portsim run --set 'a=~^`' \\\n") ==
        "  portsim run \\-\\-set \\(aqa=\\(ti\\(ha\\(ga\\(aq \\e\n");
  CHECK(roff_bold("--at-most") == "\\fB\\-\\-at\\-most\\fR");
  CHECK(roff_italic("a|b") == "\\fIa|b\\fR");
}

TEST_CASE("In prose a hyphen between letters stays one, and an option's does not", "[man]") {
  CHECK(roff_paragraph("half-open, --no-color, linux-6.18, \"-\"") ==
        "half-open, \\-\\-no\\-color, linux\\-6.18, \"\\-\"\n");
}

TEST_CASE("A paragraph has a line for each sentence, and none over 80 bytes", "[man]") {
  CHECK(roff_paragraph("One.  Two\nthree.") == "One.\nTwo three.\n");
  const std::string long_words = roff_paragraph(
      "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa "
      "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa");
  CHECK(long_words.find('\n') == 79);
  CHECK(roff_paragraph("").empty());
}

TEST_CASE(
    "Exit codes that mean the same for several commands are told once, without their names where all mean it",
    "[man]") {
  const ProgramSummary program{
      .purpose = "x",
      .commands = {{.name = "a", .exits = {{0, "done"}, {3, "no"}, {4, "a threshold is crossed"}}},
                   {.name = "b", .exits = {{0, "done"}, {4, "nothing suffices"}}}}};
  CHECK(contains(man_page(program),
                 ".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 3\nno (a)\n"
                 ".TP\n.B 4\na threshold is crossed (a)\n.br\nnothing suffices (b)\n.SH"));
}

TEST_CASE("The page's header states the version and no day", "[man]") {
  CHECK(man_page({}).rfind(
            ".TH PORTSIM 1 \"\" \"portsim " + std::string{portsim_version()} + "\" \"User Commands\"\n", 0) ==
        0);
}
