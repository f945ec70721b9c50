// What README.md shows works: each "$ ./portsim …" line of its code blocks is run.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

struct Shown {
  std::vector<std::string> command;  // its words after ./portsim
  std::string output;                // the lines below it; none: the README does not show what it prints
};

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::istringstream rest{line};
  for (std::string word; rest >> word && word[0] != '#';) words.push_back(word);
  return words;
}

std::vector<Shown> shown_in(const std::string& markdown) {
  const std::string prompt = "$ ./portsim ";
  std::vector<Shown> all;
  bool in_code = false;
  bool below_command = false;
  std::istringstream lines{markdown};
  for (std::string line; std::getline(lines, line);) {
    if (line.substr(0, 3) == "```") {
      in_code = !in_code;
      below_command = false;
    } else if (in_code && line.substr(0, 2) == "$ ") {
      below_command = line.substr(0, prompt.size()) == prompt;
      if (below_command) all.push_back({words_of(line.substr(prompt.size())), ""});
    } else if (below_command) {
      all.back().output += line + "\n";
    }
  }
  return all;
}

// The launcher's own words build and install; running the tests from a test would never end.
bool is_of_launcher(const Shown& shown) {
  return shown.command.front() == "test" || shown.command.front() == "bench";
}

// An empty folder in which scenarios/ is the project's own, so that a command may write files.
std::filesystem::path folder_with_scenarios() {
  const auto folder = std::filesystem::current_path() / "readme";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::filesystem::create_directory_symlink(std::filesystem::path{PORTSIM_ROOT} / "scenarios",
                                            folder / "scenarios");
  return folder;
}

}  // namespace

TEST_CASE("Commands are the prompted lines of code blocks, with what stands below them", "[readme]") {
  const auto shown = shown_in(
      "$ ./portsim not in a block\n```\n$ ./portsim run a.yaml   # remark\noutput\n\nmore\n$ ls\nfiles\n```\n"
      "```console\n$ ./portsim test\n```\nprose\n");
  REQUIRE(shown.size() == 2);
  CHECK(shown[0].command == std::vector<std::string>{"run", "a.yaml"});
  CHECK(shown[0].output == "output\n\nmore\n");
  CHECK(is_of_launcher(shown[1]));
  CHECK(shown[1].output.empty());
}

TEST_CASE("Every command that the README shows works, and prints what the README says", "[readme][runs]") {
  const auto all = shown_in(text_of(std::string{PORTSIM_ROOT} + "/README.md"));
  REQUIRE(!all.empty());
  const auto folder = folder_with_scenarios();
  for (const Shown& shown : all) {
    if (is_of_launcher(shown)) continue;
    std::string line = "./portsim";
    for (const std::string& word : shown.command) line += " " + word;
    INFO(line);
    const ProgramRun run = run_program(folder.string(), shown.command);
    // 0: done; 4: done, and a threshold is crossed, which a README may well show.
    CHECK((run.exit_code == 0 || run.exit_code == 4));
    if (!shown.output.empty()) CHECK(run.output == shown.output);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace portsim::scenarios
