#include <string_view>

#include <fmt/format.h>

#include "sim/report/completion.hpp"
#include "sim/report/shell_text.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

// What is the same whatever the table holds. Its functions see the variables of _portsim, which calls them.
constexpr std::string_view offers = R"bash(_portsim_words() {  # WORDS
  local IFS=$' \t\n'
  COMPREPLY=($(compgen -P "$before" -W "$1" -- "$typed"))
}

_portsim_files() {  # EXTENSION...: files that end so and folders; where there are none, all files
  local extension file found path=${typed//\\/}
  path=${path#[\"\']}
  found=$(
    for extension in "$@"; do compgen -f -X "!*.$extension" -- "$path"; done
    (($#)) && compgen -d -- "$path"
  )
  [[ $found ]] || found=$(compgen -f -- "$path") || return
  while IFS= read -r file; do COMPREPLY+=("$before$file"); done <<<"$found"
  compopt -o filenames 2>/dev/null
}

_portsim_commands() {  # with their summaries where they are only listed
  local name summary names=() rows=()
  while IFS=$'\t' read -r name summary; do
    [[ $name == "$typed"* ]] || continue
    names+=("$name")
    printf -v name '%-12s%s' "$name" "$summary"
    rows+=("${name:0:${COLUMNS:-80} - 1}")
  done < <(_portsim_summaries)
  COMPREPLY=("${names[@]}")
  if ((${COMP_TYPE:-9} == 63 && ${#names[@]} > 1)); then COMPREPLY=("${rows[@]}"); fi
}

_portsim_options() {  # those that may still be given
  local option left=''
  for option in $flags $valued; do
    [[ " $given " == *" $option "* && " $repeated " != *" $option "* ]] || left+=" $option"
  done
  _portsim_words "$left"
}
)bash";

constexpr std::string_view main_function = R"bash(_portsim() {
  # Bash parts words at "=" and ":", the program does not.
  local word words=() is_parted=''
  for word in "${COMP_WORDS[@]:0:COMP_CWORD + 1}"; do
    if [[ ${#words[@]} -gt 1 && ( $is_parted || $word =~ ^[=:]+$ ) ]]; then
      words[${#words[@]} - 1]+=$word
    else
      words+=("$word")
    fi
    [[ $word =~ ^[=:]+$ ]] && is_parted=yes || is_parted=''
  done
  local last=$((${#words[@]} - 1)) before='' parted=''
  local typed=${words[last]}
  [[ $is_parted ]] && parted=$typed || parted=${typed%"${COMP_WORDS[COMP_CWORD]}"}

  COMPREPLY=()
  local command=${words[1]} flags='' valued='' repeated='' operands_max=0
  if ((last == 1)); then
    if [[ $typed == -* ]]; then _portsim_program_options; else _portsim_commands; fi
    return
  fi
  _portsim_syntax

  local n option='' given='' operands=0
  for ((n = 2; n < last; ++n)); do
    word=${words[n]}
    if [[ $option ]]; then
      option=''
    elif [[ $word == -?* ]]; then
      given+=" ${word%%=*}"
      [[ " $valued " == *" $word "* ]] && option=$word
    else
      ((++operands))
    fi
  done
  if [[ ! $option && $typed == --*=* ]]; then
    option=${typed%%=*} before=$option= typed=${typed#*=}
  fi

  if [[ $option ]]; then
    _portsim_value
  elif [[ ( $typed == -* || $operands_max == 0 ) && " $given " != *' -- '* ]]; then
    _portsim_options
  elif ((operands < operands_max)); then
    _portsim_operand
  fi
  local reply=()
  for word in "${COMPREPLY[@]}"; do reply+=("${word#"$parted"}"); done
  COMPREPLY=("${reply[@]}")
}

complete -F _portsim portsim
)bash";

std::string summaries(const ProgramSummary& program) {
  std::string text = "_portsim_summaries() {\n  printf '%s\\t%s\\n'";
  for (const CommandSummary& command : program.commands)
    text += fmt::format(" \\\n    {} {}", quoted_if_needed(command.name), single_quoted(command.summary));
  return text + "\n}\n";
}

std::string names(const std::vector<OptionSummary>& options, bool (*is_wanted)(const OptionSummary&)) {
  std::vector<std::string> wanted;
  for (const OptionSummary& option : options)
    if (is_wanted(option)) wanted.push_back(option.name);
  return single_quoted(spaced(wanted));
}

std::string program_options(const ProgramSummary& program) {
  return fmt::format("_portsim_program_options() {{\n  _portsim_words {}\n}}\n",
                     names(program.options, [](const OptionSummary&) { return true; }));
}

// How many operands are offered where there may be any number.
constexpr int many = 9999;

std::string syntax(const ProgramSummary& program) {
  std::string text = "_portsim_syntax() {\n  case $command in\n";
  for (const CommandSummary& command : program.commands) {
    const int operands_max = !command.operand ? 0 : command.are_operands_several ? many : 1;
    text += fmt::format(
        "    {})\n      flags={}\n      valued={}\n      repeated={}\n      operands_max={}\n      ;;\n",
        single_quoted(command.name),
        names(command.options, [](const OptionSummary& option) { return !option.value; }),
        names(command.options, [](const OptionSummary& option) { return option.value.has_value(); }),
        names(command.options, [](const OptionSummary& option) { return option.may_be_repeated; }),
        operands_max);
  }
  return text + "  esac\n}\n";
}

// For compgen, which expands each as the shell would.
std::string word_list(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  quoted.reserve(words.size());
  for (const std::string& word : words) quoted.push_back(quoted_if_needed(word));
  return single_quoted(spaced(quoted));
}

// Empty: nothing can be offered.
std::string offer_of(const ArgumentSummary& argument) {
  if (argument.is_file)
    return argument.extensions.empty() ? "_portsim_files" : "_portsim_files " + spaced(argument.extensions);
  return argument.words.empty() ? "" : "_portsim_words " + word_list(argument.words);
}

std::string offer_row(const std::string& pattern, const ArgumentSummary& argument) {
  const std::string offer = offer_of(argument);
  return offer.empty() ? "" : fmt::format("    {}) {} ;;\n", single_quoted(pattern), offer);
}

std::string values(const ProgramSummary& program) {
  std::string text = "_portsim_value() {\n  case \"$command $option\" in\n";
  for (const CommandSummary& command : program.commands)
    for (const OptionSummary& option : command.options)
      if (option.value) text += offer_row(fmt::format("{} {}", command.name, option.name), *option.value);
  return text + "  esac\n}\n";
}

std::string operands(const ProgramSummary& program) {
  std::string text = "_portsim_operand() {\n  case $command in\n";
  for (const CommandSummary& command : program.commands)
    if (command.operand) text += offer_row(command.name, *command.operand);
  return text + "  esac\n}\n";
}

}  // namespace

std::string bash_completion(const ProgramSummary& program) {
  std::string script = fmt::format(
      "# Completes the command lines of portsim in bash. For this shell, and in ~/.bashrc for all:\n"
      "#   source <(portsim completion bash)\n"
      "# Written by portsim {}.\n\n",
      portsim_version());
  for (const auto& part :
       {summaries(program), program_options(program), syntax(program), values(program), operands(program)})
    script += part + "\n";
  script += offers;
  script += '\n';
  script += main_function;
  return script;
}

}  // namespace portsim
