// What help shows works: each example of each command's help is run as it stands there.
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream from{text};
  for (std::string line; std::getline(from, line);) lines.push_back(line);
  return lines;
}

// The lines below `heading`, up to an empty one.
std::vector<std::string> section(const std::string& help, const std::string& heading) {
  std::vector<std::string> lines;
  bool is_below = false;
  for (const std::string& line : lines_of(help)) {
    if (is_below && line.empty()) break;
    if (is_below) lines.push_back(line);
    if (line == heading) is_below = true;
  }
  return lines;
}

std::string help_of(const std::string& command) {
  return run_program(PORTSIM_ROOT, {"help", command}).output;
}

std::vector<std::string> commands() {
  std::vector<std::string> names;
  for (const std::string& line : section(run_program(PORTSIM_ROOT, {"help"}).output, "Commands:")) {
    std::istringstream words{line};
    words >> names.emplace_back();
  }
  return names;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

// Whole commands: a line that ends with a backslash goes on in the next. What a person reads the result with
// need not be installed, and real time is short here.
std::vector<std::string> examples_in(const std::string& help) {
  std::vector<std::string> examples;
  bool goes_on = false;
  for (const std::string& line : section(help, "Examples:")) {
    if (goes_on)
      examples.back() += "\n" + line;
    else
      examples.push_back(line.substr(0, line.find(" | ")));
    goes_on = line.back() == '\\';
  }
  for (std::string& example : examples) {
    replace_all(example, " FILE", " scenarios/lab/order-service.yaml");
    if (example.rfind("  portsim live", 0) == 0)
      example = example.substr(0, example.find("  #")) + " --set duration=1s";
  }
  return examples;
}

// "  4  a threshold is crossed"
bool lists_exit(const std::string& help, int code) {
  for (const std::string& line : section(help, "Exit codes:"))
    if (line.rfind("  " + std::to_string(code) + "  ", 0) == 0) return true;
  return false;
}

// With portsim in the path, a home folder, and a folder for zsh's functions.
ProgramRun run_example(const std::string& folder, const std::string& example) {
  return run_bash(folder, "export PATH=$PWD:$PATH HOME=$PWD; fpath=(. .)\n" + example);
}

}  // namespace

TEST_CASE("Examples are whole commands, without what a person reads their result with", "[help]") {
  const auto examples = examples_in(
      "Usage:\n  portsim x\n\nExamples:\n  portsim run FILE \\\n    --set a=b\n  portsim run a | jq .\n\n"
      "Exit codes:\n  0  done\n");
  REQUIRE(examples.size() == 2);
  CHECK(examples[0] == "  portsim run scenarios/lab/order-service.yaml \\\n    --set a=b");
  CHECK(examples[1] == "  portsim run a");
}

TEST_CASE("Every example of a command's help works, and ends with a code that the help lists",
          "[help][runs]") {
  const auto names = commands();
  REQUIRE(names.size() >= 12);
  for (const std::string& name : names) {
    const std::string help = help_of(name);
    const auto examples = examples_in(help);
    CHECK(!examples.empty());
    const auto folder = folder_with_scenarios("help-" + name);
    std::filesystem::create_directories(folder / ".config/fish/completions");
    for (const std::string& example : examples) {
      if (example.find("--play") != std::string::npos) continue;  // for a terminal, and a person
      const ProgramRun run = run_example(folder.string(), example);
      INFO(example << "\n" << run.output);
      const bool is_not_measured = name == "live" && run.exit_code == 7;
      CHECK((run.exit_code == 0 || run.exit_code == 4 || is_not_measured));
      CHECK(lists_exit(help, run.exit_code));
    }
    std::filesystem::remove_all(folder);
  }
}

TEST_CASE("A command's help lists the exit codes that it can return, and no others", "[help]") {
  struct Exits {
    std::string command;
    std::string codes;
  };
  // From what each does: 3 needs a scenario, 4 a threshold or a search, 5 a run that can be interrupted.
  for (const auto& [command, codes] : std::vector<Exits>{{"run", "0123456"},
                                                         {"compare", "012356"},
                                                         {"solve", "0123456"},
                                                         {"advise", "0123456"},
                                                         {"explain", "012356"},
                                                         {"show", "012356"},
                                                         {"check", "01236"},
                                                         {"sweep", "012356"},
                                                         {"merge", "0126"},
                                                         {"live", "01234567"},
                                                         {"stacks", "0126"},
                                                         {"schema", "0126"},
                                                         {"completion", "0126"},
                                                         {"man", "0126"}}) {
    INFO(command);
    std::string listed;
    for (const std::string& line : section(help_of(command), "Exit codes:")) listed += line[2];
    CHECK(listed == codes);
  }
}

}  // namespace portsim::scenarios
