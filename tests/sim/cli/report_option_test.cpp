// `--report FILE`: a page beside the result, written completely or not at all.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"
#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

Outcome run_with_report(const std::string& file, std::vector<std::string> further = {}) {
  further.insert(further.begin(), {"run", "-", "--report", file});
  return run({.arguments = further, .input = scenario_that_fails});
}

bool has(const std::vector<std::string>& files, const std::string& name) {
  return std::find(files.begin(), files.end(), name) != files.end();
}

}  // namespace

TEST_CASE("A report is written beside the result, which stays as it is", "[cli][report]") {
  const SweepFolder folder;
  const auto before = files_here();
  const Outcome plain = run({.arguments = {"run", "-"}, .input = scenario_that_fails});
  const Outcome outcome = run_with_report("out.html");
  CHECK(outcome.out == plain.out);
  CHECK(outcome.exit_code == 4);
  CHECK(outcome.err.empty());
  CHECK(files_here().size() == before.size() + 1);  // nothing temporary is left
  const std::string page = bytes_of("out.html");
  CHECK(contains(page, "<h1>Ten ports</h1>"));
  CHECK(contains(page, "FAILS</p>"));
  CHECK(contains(page, "id=\"port-map-content\""));
  CHECK(contains(page, "<code>scenario: Ten ports\nduration: 100s\n"));  // as it was read
  CHECK(contains(page, "Smallest cure"));
  CHECK(page.substr(page.size() - 8) == "</html>\n");
}

TEST_CASE("The number of threads changes no byte of a report", "[cli][report]") {
  const SweepFolder folder;
  const std::vector<std::string> random{"--set", "workloads.requests.client.arrivals=poisson",
                                        "--replications", "8", "--threads"};
  std::vector<std::string> one = random;
  one.emplace_back("1");
  std::vector<std::string> four = random;
  four.emplace_back("4");
  run_with_report("one.html", one);
  run_with_report("four.html", four);
  CHECK(bytes_of("one.html") == bytes_of("four.html"));
}

TEST_CASE("A report replaces an older one, also behind a link", "[cli][report]") {
  const SweepFolder folder;
  write_bytes("old.html", "old");
  std::filesystem::create_symlink("old.html", "link.html");
  CHECK(run_with_report("link.html").exit_code == 4);
  CHECK(std::filesystem::is_symlink("link.html"));
  CHECK(contains(bytes_of("old.html"), "<h1>Ten ports</h1>"));
}

TEST_CASE("A report that cannot be written ends with 6 before anything is run", "[cli][report]") {
  const SweepFolder folder;
  const Outcome nowhere = run_with_report("no/such/folder/out.html");
  CHECK(nowhere.exit_code == 6);
  CHECK(nowhere.out.empty());
  CHECK(nowhere.err ==
        "portsim run: no/such/folder/out.html: cannot be written: No such file or directory\n");
  CHECK(run_with_report(".").err == "portsim run: .: cannot be written: Is a directory\n");
}

TEST_CASE("A full disk ends with 6, and the result is written all the same", "[cli][report]") {
  const Outcome outcome = run_with_report("/dev/full");
  CHECK(outcome.exit_code == 6);
  CHECK(contains(outcome.out, "FAILS"));
  CHECK(outcome.err == "portsim run: /dev/full: cannot be written: No space left on device\n");
}

TEST_CASE("An invalid scenario leaves no report", "[cli][report]") {
  const SweepFolder folder;
  CHECK(run_with_report("out.html", {"--set", "duration=-1s"}).exit_code == 3);
  CHECK_FALSE(has(files_here(), "out.html"));
}

TEST_CASE("A report is of one scenario", "[cli][report]") {
  const SweepFolder folder;
  write_bytes("a.yaml", scenario_that_holds);
  write_bytes("b.yaml", scenario_that_fails);
  const Outcome outcome = run({.arguments = {"run", "a.yaml", "b.yaml", "--report", "out.html"}});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.err ==
        "portsim run: --report: one scenario file at a time; found 2\nSee portsim run --help\n");
  CHECK_FALSE(has(files_here(), "out.html"));
}

TEST_CASE("A report is a file of its own", "[cli][report]") {
  const SweepFolder folder;
  write_bytes("a.yaml", scenario_that_fails);
  CHECK(run({.arguments = {"run", "a.yaml", "--report", "./a.yaml"}}).err ==
        "portsim run: --report: expected another file than the scenario's\nSee portsim run --help\n");
  CHECK(bytes_of("a.yaml") == scenario_that_fails);
  CHECK(run_with_report("-").err ==
        "portsim run: --report: expected a file: standard output has the result\nSee portsim run --help\n");
}
