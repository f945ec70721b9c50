#include <string_view>

#include <fmt/format.h>

#include "sim/report/completion.hpp"
#include "sim/report/shell_text.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

std::string escaped(std::string_view text, std::string_view special) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// "*.(yaml|yml)"
std::string pattern_of(const std::vector<std::string>& extensions) {
  std::string any;
  for (const std::string& extension : extensions) any += (any.empty() ? "" : "|") + extension;
  return extensions.size() == 1 ? "*." + any : fmt::format("*.({})", any);
}

// What _arguments does for an argument: "(text json)", "_files". A blank: it only says what is expected.
std::string action_of(const ArgumentSummary& argument) {
  if (argument.is_file)
    return argument.extensions.empty() ? "_files"
                                       : fmt::format("_files -g \"{}\"", pattern_of(argument.extensions));
  if (argument.words.empty()) return " ";
  std::vector<std::string> words;
  words.reserve(argument.words.size());
  for (const std::string& word : argument.words) words.push_back(escaped(word, ":() "));
  return fmt::format("({})", spaced(words));
}

// ":FILE:_files"
std::string argument_spec(const ArgumentSummary& argument) {
  return fmt::format(":{}:{}", escaped(argument.name, ":"), action_of(argument));
}

// "*--set=[overrides a value]:PATH=VALUE: ", as _arguments takes it
std::string option_spec(const OptionSummary& option) {
  return fmt::format("{}{}{}[{}]{}", option.may_be_repeated ? "*" : "", option.name, option.value ? "=" : "",
                     escaped(option.meaning, "[]"), option.value ? argument_spec(*option.value) : "");
}

std::string specs_of(const CommandSummary& command) {
  std::string specs;
  for (const OptionSummary& option : command.options)
    specs += fmt::format(" \\\n        {}", single_quoted(option_spec(option)));
  if (command.operand) {
    const std::string place = command.are_operands_several ? "*" : "1";
    specs += fmt::format(" \\\n        {}", single_quoted(place + argument_spec(*command.operand)));
  }
  return specs;
}

std::string commands_of(const ProgramSummary& program) {
  std::string rows;
  for (const CommandSummary& command : program.commands)
    rows += fmt::format("    {}\n", single_quoted(escaped(command.name, ":") + ":" + command.summary));
  return fmt::format(
      "_portsim_commands() {{\n  local -a commands=(\n{}  )\n"
      "  _describe -t commands 'portsim command' commands\n}}\n",
      rows);
}

std::string arguments_of(const ProgramSummary& program) {
  std::string cases;
  for (const CommandSummary& command : program.commands)
    cases += fmt::format("    {})\n      _arguments -S{}\n      ;;\n", single_quoted(command.name),
                         specs_of(command));
  return fmt::format("_portsim_arguments() {{\n  case $words[1] in\n{}  esac\n}}\n", cases);
}

std::string program_of(const ProgramSummary& program) {
  std::string options;
  for (const OptionSummary& option : program.options)
    options += fmt::format("    {} \\\n", single_quoted("(- *)" + option_spec(option)));
  return fmt::format(
      "_portsim() {{\n"
      "  local curcontext=$curcontext state line\n"
      "  typeset -A opt_args\n"
      "  _arguments -C \\\n{}"
      "    '1: :_portsim_commands' \\\n"
      "    '*:: :->arguments' && return\n"
      "  [[ $state == arguments ]] || return\n"
      "  curcontext=${{curcontext%:*:*}}:portsim-$words[1]:\n"
      "  _portsim_arguments\n"
      "}}\n",
      options);
}

// The file in fpath is run as the function's body when it is first called; sourced, it only registers.
constexpr std::string_view registration = R"zsh(if [[ $funcstack[1] == _portsim ]]; then
  _portsim "$@"
else
  compdef _portsim portsim
fi
)zsh";

}  // namespace

std::string zsh_completion(const ProgramSummary& program) {
  return fmt::format(
      "#compdef portsim\n"
      "# Completes the command lines of portsim in zsh. For this shell, after compinit:\n"
      "#   source <(portsim completion zsh)\n"
      "# For all that start later:\n"
      "#   portsim completion zsh > \"${{fpath[1]}}/_portsim\"\n"
      "# Written by portsim {}.\n\n{}\n{}\n{}\n{}",
      portsim_version(), commands_of(program), arguments_of(program), program_of(program), registration);
}

}  // namespace portsim
