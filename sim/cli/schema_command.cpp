// portsim schema: the language of scenarios, for editors and for people.

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/language_markdown.hpp"
#include "sim/report/schema_json.hpp"
#include "sim/scenario/language.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {

namespace po = boost::program_options;

CommandSyntax schema_syntax() {
  CommandSyntax schema{
      .name = "portsim schema",
      .purpose =
          "Prints the language of scenario files: as JSON Schema (draft-07), by which editors complete keys "
          "and\n"
          "mark mistakes, or as a page of Markdown, which explains every key and every message.",
      .examples =
          "  portsim schema > scenario.schema.json\n"
          "  portsim schema --format markdown > LANGUAGE.md\n",
      .operands = {.name = "", .may_be_left_out = true}};
  schema.options.add_options()  //
      ("format", po::value<std::string>()->value_name("json|markdown")->default_value("json"),
       "for editors or for people");
  return schema;
}

ExitCode schema_command(const Arguments& arguments) {
  const auto line = parse_command_line(schema_syntax(), arguments);
  if (!line) {
    return line.error();
  }
  const auto& format = line->values["format"].as<std::string>();
  if (format == "json") {
    return write_result(schema_json(scenario_shape()), ExitCode::done);
  }
  if (format == "markdown") {
    return write_result(language_markdown(scenario_shape()), ExitCode::done);
  }
  return wrong_usage("portsim schema", fmt::format("--format: unknown format \"{}\"; {}", format,
                                                   suggestion_for(format, {"json", "markdown"})));
}

}  // namespace portsim
