// portsim stacks, as a user meets it.
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome run_stacks(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "stacks");
  return run({.arguments = arguments});
}

}  // namespace

TEST_CASE("Without a level the whole catalogue is listed", "[cli]") {
  const Outcome outcome = run_stacks({});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "\nwindows-nt-4.0 "));
  CHECK(contains(outcome.out, "\nwindows-11 "));
  CHECK(contains(outcome.out, "\ntextbook "));
}

TEST_CASE("Each level that is named is shown, in that order", "[cli]") {
  const Outcome outcome = run_stacks({"windows-vista-sp2", "windows-2000"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.find("(windows-vista-sp2)\n") == std::string{"Windows Vista SP2 "}.size());
  CHECK(contains(outcome.out, "\n\n\nWindows 2000 (windows-2000)\n"));
}

TEST_CASE("As JSON there is the whole catalogue, or the levels that are named", "[cli]") {
  const auto all = nlohmann::json::parse(run_stacks({"--format", "json"}).out);
  CHECK(all["schema"] == "portsim/stacks/1");
  CHECK(all["stacks"].size() > 20);

  const auto one = nlohmann::json::parse(run_stacks({"windows-7-sp1", "--format=json"}).out);
  REQUIRE(one["stacks"].size() == 1);
  CHECK(one["stacks"][0]["id"] == "windows-7-sp1");
}

TEST_CASE("A level that does not exist ends with 2 and a suggestion", "[cli]") {
  const Outcome outcome = run_stacks({"windows-2000", "windows-vista-sp3"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err ==
        "portsim stacks: unknown system \"windows-vista-sp3\"; did you mean \"windows-vista-sp1\"?\n"
        "See portsim stacks --help\n");
  CHECK(contains(run_stacks({"windows-7"}).err, "did you mean windows-7-rtm or windows-7-sp1?"));
  CHECK(contains(run_stacks({"linux-6.1"}).err, "\"linux-5.18\" stands for it"));
  CHECK(contains(run_stacks({"\x1b[2J"}).err, "unknown system \"\\x1b[2J\""));
}

TEST_CASE("Help of stacks says that its level may be left out, and its examples work", "[cli]") {
  const Outcome help = run_stacks({"--help"});
  CHECK(help.exit_code == 0);
  CHECK(contains(help.out, "portsim stacks [LEVEL]... [OPTION]..."));
  CHECK(contains(help.out, "\n  portsim stacks windows-server-2008-rtm windows-server-2008-sp2\n"));
  CHECK(run_stacks({"windows-server-2008-rtm", "windows-server-2008-sp2"}).exit_code == 0);
}

TEST_CASE("A format that stacks does not have ends with 2", "[cli]") {
  const Outcome outcome = run_stacks({"--format", "csv"});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err ==
        "portsim stacks: --format: unknown format \"csv\"; expected text or json\n"
        "See portsim stacks --help\n");
}

TEST_CASE("The page of a level has colours on a terminal, unless they are unwanted", "[cli]") {
  Start on_terminal{.arguments = {"stacks", "windows-vista-sp2"}, .out = Sink::terminal};
  CHECK(contains(run(on_terminal).out, "\x1b[1;31mclosing_port\x1b[0m"));
  on_terminal.arguments.push_back("--no-color");
  CHECK_FALSE(contains(run(on_terminal).out, "\x1b"));
}
