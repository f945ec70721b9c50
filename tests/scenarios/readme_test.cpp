// What README.md shows works: each "$ ./portsim …" line of its code blocks is run, and each scenario in it is
// one of the shipped files.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

struct Shown {
  std::string line;    // "./portsim run FILE"
  std::string output;  // the lines below it; none: the README does not show what it prints
};

bool starts_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

// A line that ends with a backslash goes on in the next.
std::string whole_line(std::string line, std::istream& lines) {
  while (!line.empty() && line.back() == '\\') {
    line.pop_back();
    std::string rest;
    std::getline(lines, rest);
    line += rest;
  }
  return line;
}

std::vector<Shown> shown_in(const std::string& markdown) {
  std::vector<Shown> all;
  bool in_code = false;
  bool below_command = false;
  std::istringstream lines{markdown};
  for (std::string line; std::getline(lines, line);) {
    if (starts_with(line, "```")) {
      in_code = !in_code;
      below_command = false;
    } else if (in_code && starts_with(line, "$ ")) {
      below_command = starts_with(line, "$ ./portsim ");
      if (below_command) all.push_back({whole_line(line.substr(2), lines), ""});
    } else if (below_command) {
      all.back().output += line + "\n";
    }
  }
  return all;
}

// The blocks of YAML that are whole scenarios.
std::vector<std::string> scenarios_in(const std::string& markdown) {
  std::vector<std::string> all;
  const std::string begin = "```yaml\nscenario:";
  for (auto at = markdown.find(begin); at != std::string::npos; at = markdown.find(begin, at + 1)) {
    const auto text = markdown.find('\n', at) + 1;
    all.push_back(markdown.substr(text, markdown.find("```", text) - text));
  }
  return all;
}

// The launcher's own words build and install; running the tests from a test would never end.
bool is_of_launcher(const Shown& shown) {
  return starts_with(shown.line, "./portsim test") || starts_with(shown.line, "./portsim bench");
}

}  // namespace

TEST_CASE("Commands are the prompted lines of code blocks, with what stands below them", "[readme]") {
  const auto shown = shown_in(
      "$ ./portsim not in a block\n```\n$ ./portsim run a.yaml \\\n   --quiet\noutput\n\nmore\n$ "
      "ls\nfiles\n```\n"
      "```console\n$ ./portsim test\n```\nprose\n");
  REQUIRE(shown.size() == 2);
  CHECK(shown[0].line == "./portsim run a.yaml    --quiet");
  CHECK(shown[0].output == "output\n\nmore\n");
  CHECK(is_of_launcher(shown[1]));
  CHECK(shown[1].output.empty());
}

TEST_CASE("Every command that the README shows works, and prints what the README says", "[readme][runs]") {
  const auto all = shown_in(text_of(std::string{PORTSIM_ROOT} + "/README.md"));
  REQUIRE(!all.empty());
  const auto folder = folder_with_scenarios("readme");
  for (const Shown& shown : all) {
    if (is_of_launcher(shown)) continue;
    INFO(shown.line);
    const ProgramRun run = run_line(folder.string(), shown.line);
    // 0: done; 4: done, and a threshold is crossed, which a README may well show; 3: a mistake, which it
    // shows with what the program says of it.
    const bool is_mistake = run.exit_code == 3 && !shown.output.empty();
    CHECK((run.exit_code == 0 || run.exit_code == 4 || is_mistake));
    if (!shown.output.empty()) CHECK(run.output == shown.output);
  }
  std::filesystem::remove_all(folder);
}

TEST_CASE("Every scenario that the README shows is one that a user has", "[readme]") {
  const auto shown = scenarios_in(text_of(std::string{PORTSIM_ROOT} + "/README.md"));
  REQUIRE(!shown.empty());
  std::string shipped;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator{std::string{PORTSIM_ROOT} + "/scenarios"}) {
    if (entry.path().extension() == ".yaml") shipped += text_of(entry.path().string()) + '\0';
  }
  for (const std::string& scenario : shown) CHECK(shipped.find("\n" + scenario + '\0') != std::string::npos);
}

}  // namespace portsim::scenarios
