#include "sim/cli/program_summary.hpp"

#include <span>
#include <string>
#include <utility>

#include <boost/program_options.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

// "text|json" names all words; a name without a bar stands for more than could be listed.
std::vector<std::string> words_in(const std::string& name) {
  std::vector<std::string> words;
  if (name.find('|') == std::string::npos) return words;
  std::size_t begin = 0;
  for (std::size_t end = name.find('|'); end != std::string::npos; end = name.find('|', begin)) {
    words.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  words.push_back(name.substr(begin));
  return words;
}

// "FILE" is any file, "FILE.db" one that usually ends so.
ArgumentSummary value_named(const std::string& name) {
  const std::string file = "FILE";
  ArgumentSummary value{.name = name, .words = words_in(name), .is_file = name.rfind(file, 0) == 0};
  if (value.is_file && name.size() > file.size() + 1) value.extensions = {name.substr(file.size() + 1)};
  return value;
}

OptionSummary summary_of(const po::option_description& option) {
  OptionSummary summary{.name = "--" + option.long_name(), .meaning = option.description()};
  if (option.semantic()->max_tokens() == 0) return summary;
  const std::string shown = option.format_parameter();  // "N", or "text|json (=text)"
  const auto usual = shown.find(" (=");
  summary.value = value_named(shown.substr(0, usual));
  if (usual != std::string::npos) summary.value_usual = shown.substr(usual + 3, shown.size() - usual - 4);
  summary.may_be_repeated = option.semantic()->is_composing();
  return summary;
}

std::optional<ArgumentSummary> summary_of(const Operands& operands) {
  if (operands.name.empty()) return std::nullopt;
  ArgumentSummary operand{.name = std::string{operands.name}, .words = operands.words};
  operand.is_file = operands.words.empty();
  if (operand.is_file) operand.extensions = operands.extensions;
  return operand;
}

std::vector<ExitSummary> summary_of(std::span<const ExitMeaning> exits) {
  std::vector<ExitSummary> summary;
  summary.reserve(exits.size());
  for (const auto& [code, meaning] : exits) summary.push_back({static_cast<int>(code), std::string{meaning}});
  return summary;
}

CommandSummary summary_of(const Command& command) {
  const CommandSyntax syntax = with_help(command.syntax());
  CommandSummary summary{.name = std::string{command.name},
                         .summary = std::string{command.summary},
                         .usage = usage_of(syntax),
                         .purpose = std::string{syntax.purpose},
                         .examples = std::string{syntax.examples},
                         .operand = summary_of(syntax.operands),
                         .are_operands_several = syntax.operands.may_be_several,
                         .exits = summary_of(exits_of(syntax))};
  for (const auto& option : syntax.options.options()) summary.options.push_back(summary_of(*option));
  return summary;
}

CommandSummary help_among(const std::vector<CommandSummary>& commands) {
  CommandSummary help{.name = "help",
                      .summary = "says what a command does and accepts",
                      .usage = "portsim help [COMMAND]",
                      .purpose = "Without a COMMAND it lists all of them.",
                      .operand = ArgumentSummary{.name = "COMMAND"}};
  for (const CommandSummary& command : commands) help.operand->words.push_back(command.name);
  return help;
}

}  // namespace

ProgramSummary program_summary() {
  ProgramSummary program{.purpose = std::string{program_purpose},
                         .options = {{.name = "--help", .meaning = "lists the commands"},
                                     {.name = "--version", .meaning = "tells the version"}}};
  for (const Command& command : commands()) program.commands.push_back(summary_of(command));
  program.commands.push_back(help_among(program.commands));
  return program;
}

}  // namespace portsim
