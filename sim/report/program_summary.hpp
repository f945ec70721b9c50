// What the program's commands accept and do, as plain values: the completion scripts and the manual page are
// written from them. sim/cli fills them from the table of commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace portsim {

// A command's operand or an option's value.
struct ArgumentSummary {
  std::string name;                     // "FILE", "text|json", "N"
  std::vector<std::string> words = {};  // it is one of these, if there are any
  bool is_file = false;
  std::vector<std::string> extensions = {};  // files that are offered before others: "yaml"
};

struct OptionSummary {
  std::string name;  // "--format"
  std::string meaning;
  std::optional<ArgumentSummary> value = {};
  std::string value_usual = "";  // "text"; empty: none
  bool may_be_repeated = false;
};

struct ExitSummary {
  int code = 0;
  std::string meaning;
};

struct CommandSummary {
  std::string name;      // "run"
  std::string summary;   // one line
  std::string usage;     // "portsim run FILE... [OPTION]..."
  std::string purpose;   // sentences
  std::string examples;  // one a line, indented; a line that ends with a backslash goes on in the next
  std::optional<ArgumentSummary> operand = {};
  bool are_operands_several = false;
  std::vector<OptionSummary> options = {};
  std::vector<ExitSummary> exits = {};  // in order
};

struct ProgramSummary {
  std::string purpose;
  std::vector<CommandSummary> commands;
  std::vector<OptionSummary> options;  // without a command
};

}  // namespace portsim
