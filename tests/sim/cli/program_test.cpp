// What the program says and returns, whatever the command: help, versions, mistakes, and streams that fail.
#include "tests/sim/cli/program.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Option --help and help tell the commands and the exit codes", "[cli]") {
  for (const char* word : {"--help", "help"}) {
    const Outcome help = run({.arguments = {word}});
    CHECK(help.exit_code == 0);
    CHECK(help.err.empty());
    CHECK(contains(help.out, "\n  run     "));
    CHECK(contains(help.out, "\n  check   "));
    CHECK(contains(help.out, "\n  stacks  "));
    CHECK(contains(help.out, "\n  completion  "));
    CHECK(contains(help.out, "\n  man     "));
    CHECK(contains(help.out, "\n  4  a threshold is crossed\n"));
  }
}

TEST_CASE("A command's help tells its options, however it is asked for", "[cli]") {
  const Outcome asked = run({.arguments = {"help", "run"}});
  CHECK(asked.exit_code == 0);
  CHECK(contains(asked.out, "--replications N"));
  CHECK(contains(asked.out, "portsim run FILE... [OPTION]..."));
  CHECK(run({.arguments = {"run", "--help"}}).out == asked.out);
  CHECK(contains(run({.arguments = {"check", "--help"}}).out, "portsim check FILE... [OPTION]..."));
}

TEST_CASE("Option --version tells the version of the build", "[cli]") {
  const Outcome version = run({.arguments = {"--version"}});
  CHECK(version.exit_code == 0);
  CHECK(version.out == "portsim 0.1.0\n");
}

TEST_CASE("Wrong usage ends with 2, writes no result, and says what was expected", "[cli]") {
  struct Mistake {
    std::vector<std::string> arguments;
    std::string complaint;
  };
  const std::vector<Mistake> mistakes{
      {{}, "portsim: no command\nSee portsim --help\n"},
      {{"chek"}, "portsim: unknown command \"chek\"; did you mean \"check\"?\nSee portsim --help\n"},
      {{"help", "frobnicate"},
       "portsim: unknown command \"frobnicate\"; the nearest are compare, run and solve\n"
       "See portsim --help\n"},
      {{"--versoin"},
       "portsim: unknown option \"--versoin\"; did you mean \"--version\"?\nSee portsim --help\n"},
      {{"run"}, "portsim run: no scenario file\nSee portsim run --help\n"},
      {{"run", "-", "a", "-"}, "portsim run: standard input can be read only once\nSee portsim run --help\n"},
      {{"run", "a", "--replicatons", "3"},
       "portsim run: unknown option \"--replicatons\"; did you mean \"--replications\"?\n"
       "See portsim run --help\n"},
      {{"run", "a", "--format", "xml"},
       "portsim run: --format: unknown format \"xml\"; expected text or json\nSee portsim run --help\n"},
      {{"run", "a", "--threads", "-1"},
       "portsim run: --threads: expected 0 to 1024\nSee portsim run --help\n"},
      {{"run", "a", "--set", "foo"},
       "portsim run: --set: expected PATH=VALUE, such as duration=10min, found \"foo\"\n"
       "See portsim run --help\n"},
      {{"check", "a", "--set", "seed=1", "--set", "=1"},
       "portsim check: --set: expected PATH=VALUE, such as duration=10min, found \"=1\"\n"
       "See portsim check --help\n"},
      {{"run", "a", "--seed", "-1"},
       "portsim run: --seed: expected a whole number from 0 to 18446744073709551615, found -1\n"
       "See portsim run --help\n"},
      {{"run", "a", "--seed", "18446744073709551616"},
       "portsim run: --seed: expected a whole number from 0 to 18446744073709551615, found "
       "18446744073709551616\nSee portsim run --help\n"},
      {{"run", "a", "--replications", "1000001"},
       "portsim run: --replications: expected a whole number from 1 to 1000000, found 1000001\n"
       "See portsim run --help\n"},
      {{"run", "a", "--replications", "few"},
       "portsim run: --replications: expected a whole number from 1 to 1000000, found \"few\"\n"
       "See portsim run --help\n"},
      {{"run", "a", "--seed", "\x1b[2J"},
       "portsim run: --seed: expected a whole number from 0 to 18446744073709551615, found \"\\x1b[2J\"\n"
       "See portsim run --help\n"},
  };
  for (const Mistake& mistake : mistakes) {
    const Outcome outcome = run({.arguments = mistake.arguments});
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == mistake.complaint);
  }
}

TEST_CASE("A file that cannot be read ends with 6", "[cli]") {
  const Outcome missing = run({.arguments = {"run", "no-such-file.yaml"}});
  CHECK(missing.exit_code == 6);
  CHECK(missing.out.empty());
  CHECK(missing.err == "no-such-file.yaml: cannot be read: No such file or directory [bad-file]\n");

  const Outcome folder = run({.arguments = {"check", "/"}});
  CHECK(folder.exit_code == 6);
  CHECK(folder.err == "/: cannot be read: Is a directory [bad-file]\n");
}

TEST_CASE("A file without end is read no further than a scenario may be long", "[cli]") {
  const Outcome outcome = run({.arguments = {"check", "/dev/zero"}});
  CHECK(outcome.exit_code == 3);
  CHECK(contains(outcome.err, "a scenario has at most 1048576"));
}

TEST_CASE("A result that cannot be written ends with 6", "[cli]") {
  const Outcome full = run({.arguments = {"--version"}, .out = Sink::full_disk});
  CHECK(full.exit_code == 6);
  CHECK(full.err == "portsim: cannot write the result: No space left on device\n");

  const Outcome closed =
      run({.arguments = {"check", "-"}, .input = scenario_that_holds, .out = Sink::closed});
  CHECK(closed.exit_code == 6);
  CHECK(closed.err == "portsim: cannot write the result: Bad file descriptor\n");
}

TEST_CASE("A reader that has seen enough ends the program quietly", "[cli]") {
  const Outcome outcome =
      run({.arguments = {"run", "-"}, .input = scenario_that_holds, .out = Sink::reader_gone});
  CHECK(outcome.exit_code == 6);
  CHECK(outcome.err.empty());
}
