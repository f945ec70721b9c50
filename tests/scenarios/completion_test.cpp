// The completion scripts, in the shells that they are for: bash completes command lines with its script; zsh
// and fish do where they are installed.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

using Words = std::vector<std::string>;

const std::string program = shell_quoted(PORTSIM_PROGRAM);

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream from{text};
  for (std::string line; std::getline(from, line);) lines.push_back(line);
  return lines;
}

// What bash would offer for the last word, with the words parted as bash parts them.
Words offered(const Words& words, const std::string& variables = "") {
  std::string script = "source <(" + program + " completion bash) || exit\nCOMP_WORDS=(";
  for (const std::string& word : words) script += " " + shell_quoted(word);
  script += ")\nCOMP_CWORD=" + std::to_string(words.size() - 1) + "\n" + variables +
            "\n_portsim\n((${#COMPREPLY[@]} == 0)) || printf '%s\\n' \"${COMPREPLY[@]}\"";
  const ProgramRun run = run_bash(PORTSIM_ROOT, script);
  CHECK(run.exit_code == 0);
  return lines_of(run.output);
}

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_installed(const std::string& shell) {
  return run_line("/", "command -v " + shell).exit_code == 0;
}

std::string output_of(const std::string& script) {
  const ProgramRun run = run_bash(PORTSIM_ROOT, script);
  INFO(script << "\n" << run.output);
  CHECK(run.exit_code == 0);
  return run.output;
}

}  // namespace

TEST_CASE("Bash uses the script for portsim, wherever the program is", "[completion]") {
  // For ./portsim bash looks for the name behind the last slash (bash(1), Programmable Completion).
  CHECK(output_of("source <(" + program + " completion bash); complete -p portsim") ==
        "complete -F _portsim portsim\n");
  CHECK(offered({"./portsim", "ru"}) == Words{"run"});
}

TEST_CASE("Bash completes commands, and shows their summaries where it only lists them", "[completion]") {
  const Words commands = offered({"portsim", ""});
  for (const char* command : {"run", "check", "stacks", "completion", "man", "help"})
    CHECK(has(commands, command));
  CHECK(offered({"portsim", "--"}) == Words{"--help", "--version"});
  CHECK(offered({"portsim", "frobnicate", ""}).empty());
  // Type 63 is "?": a list after a second tab.
  const Words listed = offered({"portsim", "s"}, "COMP_TYPE=63 COLUMNS=40");
  CHECK(has(listed, "stacks      shows every operating syste"));
  CHECK(offered({"portsim", "stacks"}, "COMP_TYPE=63") == Words{"stacks"});
}

TEST_CASE("Bash completes the options that may still be given", "[completion]") {
  const Words options = offered({"portsim", "run", "--"});
  for (const char* option : {"--set", "--format", "--replications", "--quiet", "--help"})
    CHECK(has(options, option));
  CHECK_FALSE(has(options, "--vary"));
  CHECK(offered({"portsim", "run", "--format", "json", "--form"}).empty());
  CHECK(offered({"portsim", "run", "--format", "=", "json", "--form"}).empty());
  CHECK(offered({"portsim", "run", "--set", "a", "=", "1", "--set"}) == Words{"--set"});
  CHECK(offered({"portsim", "man", ""}) == Words{"--help"});
}

TEST_CASE("Bash completes the values of options that are one of a few", "[completion]") {
  const Words formats{"text", "json"};
  CHECK(offered({"portsim", "run", "--format", ""}) == formats);
  CHECK(offered({"portsim", "run", "--format", "="}) == formats);
  CHECK(offered({"portsim", "run", "--format", "=", "j"}) == Words{"json"});
  // Where "=" is no character at which bash parts words.
  CHECK(offered({"portsim", "run", "--format=j"}) == Words{"--format=json"});
  CHECK(offered({"portsim", "solve", "--find", ""}) == Words{"smallest", "largest"});
  CHECK(offered({"portsim", "run", "--seed", ""}).empty());
}

TEST_CASE("Bash completes scenarios, stores, ids, shells and commands where these are expected",
          "[completion]") {
  const Words scenarios = offered({"portsim", "run", "--set", "a", "=", "1", "scenarios/lab/order-service"});
  CHECK(has(scenarios, "scenarios/lab/order-service.yaml"));
  CHECK_FALSE(has(scenarios, "scenarios/lab/order-service.expected.json"));
  CHECK(offered({"portsim", "run", "scen"}) == Words{"scenarios"});
  CHECK(offered({"portsim", "run", "READ"}) == Words{"README.md"});
  CHECK(offered({"portsim", "run", "\"scenarios/lab/order-service.y"}) ==
        Words{"scenarios/lab/order-service.yaml"});
  CHECK(offered({"portsim", "sweep", "a.yaml", "--out", "=", "READ"}) == Words{"README.md"});
  CHECK(offered({"portsim", "sweep", "a.yaml", ""}).empty());
  CHECK(offered({"portsim", "stacks", "windows-7"}) == Words{"windows-7-rtm", "windows-7-sp1"});
  CHECK(has(offered({"portsim", "stacks", "linux-6.18", "lin"}), "linux-5.18"));
  CHECK(offered({"portsim", "completion", ""}) == Words{"bash", "zsh", "fish"});
  CHECK(offered({"portsim", "help", "st"}) == Words{"stacks"});
  CHECK(offered({"portsim", "help", "--"}).empty());
  CHECK(offered({"portsim", "help", "run", ""}).empty());
}

TEST_CASE("Bash completes a file whose name has blanks, in quotes or not", "[completion]") {
  const auto folder = folder_with_scenarios("completion-blanks");
  const std::string file = "a b.yaml";
  output_of("touch " + shell_quoted((folder / file).string()));
  const std::string start = "cd " + shell_quoted(folder.string());
  CHECK(offered({"portsim", "run", "a\\ "}, start) == Words{file});
  CHECK(offered({"portsim", "run", "'a "}, start) == Words{file});
  std::filesystem::remove_all(folder);
}

TEST_CASE("A shell that portsim does not know ends with 2 and a suggestion, as does none", "[completion]") {
  const ProgramRun unknown = run_line("/", program + " completion bas");
  CHECK(unknown.exit_code == 2);
  CHECK(unknown.output ==
        "portsim completion: unknown shell \"bas\"; did you mean \"bash\"?\nSee portsim completion --help\n");
  CHECK(run_line("/", program + " completion csh").output.find("zsh") != std::string::npos);
  const ProgramRun none = run_line("/", program + " completion");
  CHECK(none.exit_code == 2);
  CHECK(none.output == "portsim completion: no shell\nSee portsim completion --help\n");
}

TEST_CASE("Every shell that is installed accepts its script", "[completion]") {
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    if (!is_installed(shell)) continue;
    output_of("f=$(mktemp) && " + program + " completion " + shell + " >$f && " + shell +
              " -n $f; code=$?; rm $f; "
              "exit $code");
  }
}

TEST_CASE("Fish, where it is installed, completes with its script", "[completion]") {
  if (!is_installed("fish")) return;
  const auto folder = folder_with_scenarios("completion-fish");
  const auto fish = [&](const std::string& line) {
    return output_of(
        "export HOME=" + shell_quoted(folder.string()) + "; cd; fish --no-config -c " +
        shell_quoted("source (" + program + " completion fish | psub); complete -C " + shell_quoted(line)));
  };
  CHECK(fish("portsim ru") == "run\tpredicts how often connect() fails, when it starts and why\n");
  CHECK(fish("./portsim ru") == fish("portsim ru"));
  CHECK(fish("portsim run --repl") == "--replications\tinstead of the scenario's number of replications\n");
  CHECK(fish("portsim run --format j") == "json\tfor people or for programs\n");
  CHECK(fish("portsim run --format json --form").empty());
  CHECK(fish("portsim run --set a=1 --set").rfind("--set\t", 0) == 0);
  CHECK(fish("portsim run --seed ").empty());
  CHECK(fish("portsim stacks windows-7") == "windows-7-rtm\nwindows-7-sp1\n");
  CHECK(fish("portsim help st") == "stacks\n");
  CHECK(fish("portsim run scenarios/lab/order-service.").rfind("scenarios/lab/order-service.yaml\n", 0) == 0);
  CHECK(fish("portsim solve a.yaml ").empty());
  std::filesystem::remove_all(folder);
}

TEST_CASE("Zsh, where it is installed, takes its script for portsim, sourced or from fpath", "[completion]") {
  if (!is_installed("zsh")) return;
  const auto folder = folder_with_scenarios("completion-zsh");
  const std::string start =
      "cd " + shell_quoted(folder.string()) + " && " + program +
      " completion zsh >_portsim && zsh -f -c 'fpath=($PWD $fpath); autoload -U compinit; ";
  CHECK(output_of(start + "compinit -u -D; print $_comps[portsim]'") == "_portsim\n");
  CHECK(output_of(start + "compinit -u -D; unset \"_comps[portsim]\"; source ./_portsim; "
                          "print $_comps[portsim]'") == "_portsim\n");
  std::filesystem::remove_all(folder);
}

}  // namespace portsim::scenarios
