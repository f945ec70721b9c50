// Completion scripts of a program whose texts hold what shells have a meaning for.
#include "sim/report/completion.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "sim/report/shell_text.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// One command with an option of each kind.
ProgramSummary hostile() {
  CommandSummary plot{.name = "plot", .summary = "draws it's: $(all)"};
  plot.operand = ArgumentSummary{.name = "A:B", .is_file = true, .extensions = {"yaml", "yml"}};
  plot.options = {
      {.name = "--kind",
       .meaning = "what [10%] isn't \\ a: \"b\"",
       .value = ArgumentSummary{.name = "a|b", .words = {"a(1)", "b:2"}}},
      {.name = "--set",
       .meaning = "a value",
       .value = ArgumentSummary{.name = "P=V"},
       .may_be_repeated = true},
      {.name = "--out", .meaning = "where", .value = ArgumentSummary{.name = "FILE", .is_file = true}},
      {.name = "--quiet", .meaning = "no progress"}};
  return {.purpose = "draws", .commands = {plot}, .options = {{.name = "--help", .meaning = "helps"}}};
}

}  // namespace

TEST_CASE("A word in single quotes keeps its characters, and its own quotes stand outside", "[completion]") {
  CHECK(single_quoted("a $b") == "'a $b'");
  CHECK(single_quoted("it's") == "'it'\\''s'");
  CHECK(quoted_if_needed("linux-6.18") == "linux-6.18");
  CHECK(quoted_if_needed("") == "''");
  CHECK(spaced({"a", "b"}) == "a b");
}

TEST_CASE("Bash's script quotes texts, and each word of a list as compgen expands it", "[completion]") {
  const std::string script = bash_completion(hostile());
  CHECK(contains(script, " plot 'draws it'\\''s: $(all)'\n"));
  CHECK(contains(script, "'plot --kind') _portsim_words ''\\''a(1)'\\'' b:2' ;;\n"));
  CHECK(contains(script, "'plot --out') _portsim_files ;;\n"));
  CHECK(contains(script, "'plot') _portsim_files yaml yml ;;\n"));
  CHECK(
      contains(script, "      flags='--quiet'\n      valued='--kind --set --out'\n      repeated='--set'\n"));
}

TEST_CASE("Zsh's script escapes what its specifications have a meaning for", "[completion]") {
  const std::string script = zsh_completion(hostile());
  CHECK(contains(script, "'plot:draws it'\\''s: $(all)'\n"));
  CHECK(contains(script, "'--kind=[what \\[10%\\] isn'\\''t \\\\ a: \"b\"]:a|b:(a\\(1\\) b\\:2)' \\\n"));
  CHECK(contains(script, "'*--set=[a value]:P=V: ' \\\n"));
  CHECK(contains(script, "'--out=[where]:FILE:_files' \\\n"));
  CHECK(contains(script, "'--quiet[no progress]' \\\n"));
  CHECK(contains(script, "'1:A\\:B:_files -g \"*.(yaml|yml)\"'\n"));
  CHECK(script.rfind("#compdef portsim\n", 0) == 0);
}

TEST_CASE("Fish's script escapes quotes and backslashes, and offers files only where one is expected",
          "[completion]") {
  const std::string script = fish_completion(hostile());
  CHECK(contains(script, " -a plot -d 'draws it\\'s: $(all)'\n"));
  CHECK(contains(script, " -l kind -x -a 'a(1) b:2' -d 'what [10%] isn\\'t \\\\ a: \"b\"'\n"));
  CHECK(contains(script, "-n '__portsim_takes plot' -l set -x -d 'a value'\n"));
  CHECK(contains(script, " -l out -r -F -d 'where'\n"));
  CHECK(contains(script, "-n '__portsim_takes plot --quiet' -l quiet -d 'no progress'\n"));
  CHECK(contains(script,
                 "-n '__portsim_takes_one plot --kind --set --out' -k -a "
                 "'(__fish_complete_suffix .yaml; __fish_complete_suffix .yml)'\n"));
}

TEST_CASE("Each script says first how it is installed", "[completion]") {
  const auto opens_with = [](const std::string& script, const std::string& words) {
    return script.find(words) < script.find("\n\n");
  };
  CHECK(opens_with(bash_completion(hostile()), "source <(portsim completion bash)\n"));
  CHECK(opens_with(zsh_completion(hostile()), "portsim completion zsh > \"${fpath[1]}/_portsim\"\n"));
  CHECK(opens_with(fish_completion(hostile()),
                   "portsim completion fish > ~/.config/fish/completions/portsim.fish\n"));
}
