// What README.md shows works: each "$ ./portsim …" line of its code blocks is run.
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

using Command = std::vector<std::string>;  // its words after ./portsim

std::vector<Command> commands_of(const std::string& markdown) {
  const std::string prompt = "$ ./portsim ";
  std::vector<Command> commands;
  bool in_code = false;
  std::istringstream lines{markdown};
  for (std::string line; std::getline(lines, line);) {
    if (line.substr(0, 3) == "```") in_code = !in_code;
    if (!in_code || line.substr(0, prompt.size()) != prompt) continue;
    std::istringstream words{line.substr(prompt.size())};
    Command command;
    for (std::string word; words >> word && word[0] != '#';) command.push_back(word);
    commands.push_back(command);
  }
  return commands;
}

// The launcher's own words build and install; running the tests from a test would never end.
bool is_of_launcher(const Command& command) {
  return command.front() == "test" || command.front() == "bench";
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

TEST_CASE("Commands are the prompted lines of code blocks, without their remarks", "[readme]") {
  const auto commands = commands_of(
      "$ ./portsim not in a block\n```\n$ ./portsim run a.yaml   # remark\noutput\n$ ls\n```\n"
      "```console\n$ ./portsim test\n```\n");
  REQUIRE(commands.size() == 2);
  CHECK(commands[0] == Command{"run", "a.yaml"});
  CHECK(is_of_launcher(commands[1]));
}

TEST_CASE("Every command that the README shows works", "[readme][runs]") {
  const auto commands = commands_of(text_of(std::string{PORTSIM_ROOT} + "/README.md"));
  REQUIRE(!commands.empty());
  const auto folder = folder_with_scenarios();
  for (const Command& command : commands) {
    if (is_of_launcher(command)) continue;
    std::string line = "./portsim";
    for (const std::string& word : command) line += " " + word;
    INFO(line);
    // 0: done; 4: done, and a threshold is crossed, which a README may well show.
    const int exit_code = run_program(folder.string(), command).exit_code;
    CHECK((exit_code == 0 || exit_code == 4));
  }
  std::filesystem::remove_all(folder);
}

}  // namespace portsim::scenarios
