// portsim completion: what teaches a shell to complete portsim's command lines.

#include <algorithm>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/program_summary.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/completion.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

struct Shell {
  std::string_view name;
  std::string (*completion)(const ProgramSummary&);
};
constexpr Shell shells[] = {{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}};

}  // namespace

CommandSyntax completion_syntax() {
  CommandSyntax completion{
      .name = "portsim completion",
      .purpose =
          "Prints a script for SHELL, which is bash, zsh or fish, that completes commands, options,\n"
          "formats, scenario files and ids of operating systems as they are typed.",
      .examples =
          "  source <(portsim completion bash)  # also in ~/.bashrc\n"
          "  portsim completion zsh > \"${fpath[1]}/_portsim\"\n"
          "  portsim completion fish > ~/.config/fish/completions/portsim.fish\n",
      .operands = {.name = "SHELL", .noun = "shell"}};
  for (const Shell& shell : shells) completion.operands.words.emplace_back(shell.name);
  return completion;
}

ExitCode completion_command(const Arguments& arguments) {
  const auto line = parse_command_line(completion_syntax(), arguments);
  if (!line) return line.error();
  const std::string& wanted = line->operands.front();
  Candidates known;
  for (const auto& [name, completion] : shells) {
    if (wanted == name) return write_result(completion(program_summary()), ExitCode::done);
    known.push_back(name);
  }
  return wrong_usage("portsim completion",
                     fmt::format("unknown shell \"{}\"; {}", wanted, suggestion_for(wanted, known)));
}

}  // namespace portsim
