#include <string_view>

#include <fmt/format.h>

#include "sim/report/completion.hpp"
#include "sim/report/shell_text.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

constexpr std::string_view conditions = R"fish(function __portsim_has_no_command
    test (count (commandline -opc)) -eq 1
end

# Whether the command is COMMAND, and OPTION, if one is named, is not given yet. The word before the cursor
# does not count: its value may be what is completed.
function __portsim_takes --argument-names command option
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = $command; or return
    not contains -- "$option" $words[3..-2]; and not string match --quiet -- "$option=*" $words[3..-1]
end

# Whether an operand may follow the operands of COMMAND: OPTION... are those whose value is the next word.
function __portsim_takes_one --argument-names command
    __portsim_takes $command; or return
    set -l words (commandline -opc)
    set -l before
    for word in $words[3..-1]
        if not contains -- "$before" $argv[2..-1]
            string match --quiet -- '-?*' $word; or return 1
        end
        set before $word
    end
end
)fish";

// One word: in single quotes, only the quote and the backslash have a meaning.
std::string quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

bool is_any_file(const ArgumentSummary& argument) {
  return argument.is_file && argument.extensions.empty();
}

// What `complete` offers for an argument; empty: nothing is known.
std::string offer_of(const ArgumentSummary& argument) {
  if (is_any_file(argument)) return " -F";
  if (!argument.is_file) return argument.words.empty() ? "" : " -a " + quoted(spaced(argument.words));
  std::string files;
  for (const std::string& extension : argument.extensions)
    files += fmt::format("{}__fish_complete_suffix .{}", files.empty() ? "" : "; ", extension);
  return " -k -a " + quoted("(" + files + ")");
}

// A value is required, and no files are offered unless it is one.
std::string value_of(const OptionSummary& option) {
  if (!option.value) return "";
  return (is_any_file(*option.value) ? " -r" : " -x") + offer_of(*option.value);
}

std::string option_row(const std::string& condition, const OptionSummary& option) {
  return fmt::format("complete -c portsim -n {} -l {}{} -d {}\n", quoted(condition), option.name.substr(2),
                     value_of(option), quoted(option.meaning));
}

std::string operand_row(const CommandSummary& command) {
  std::string condition = "__portsim_takes " + command.name;
  if (!command.are_operands_several) {
    condition = "__portsim_takes_one " + command.name;
    for (const OptionSummary& option : command.options)
      if (option.value) condition += " " + option.name;
  }
  return fmt::format("complete -c portsim -n {}{}\n", quoted(condition), offer_of(*command.operand));
}

std::string rows_of(const CommandSummary& command) {
  std::string rows = fmt::format("\ncomplete -c portsim -n __portsim_has_no_command -a {} -d {}\n",
                                 command.name, quoted(command.summary));
  for (const OptionSummary& option : command.options) {
    const std::string once = option.may_be_repeated ? "" : " " + option.name;
    rows += option_row("__portsim_takes " + command.name + once, option);
  }
  if (command.operand) rows += operand_row(command);
  return rows;
}

}  // namespace

std::string fish_completion(const ProgramSummary& program) {
  std::string script = fmt::format(
      "# Completes the command lines of portsim in fish. For all shells that start later:\n"
      "#   portsim completion fish > ~/.config/fish/completions/portsim.fish\n"
      "# Written by portsim {}.\n\n{}\n"
      "complete -c portsim -f\n",
      portsim_version(), conditions);
  for (const OptionSummary& option : program.options)
    script += option_row("__portsim_has_no_command", option);
  for (const CommandSummary& command : program.commands) script += rows_of(command);
  return script;
}

}  // namespace portsim
