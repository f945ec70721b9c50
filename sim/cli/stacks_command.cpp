// portsim stacks: the catalogue of operating systems, as a whole or level by level.

#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <tl/expected.hpp>

#include "models/os/catalogue.hpp"

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/stacks_json.hpp"
#include "sim/report/stacks_table.hpp"
#include "sim/report/stacks_text.hpp"
#include "sim/scenario/system_names.hpp"

namespace portsim {
namespace {

using Levels = std::vector<const OsProfile*>;

std::vector<std::string> ids_of_catalogue() {
  std::vector<std::string> ids;
  ids.reserve(catalogue().size());
  for (const OsProfile* os : catalogue()) ids.emplace_back(os->id);
  return ids;
}

}  // namespace

CommandSyntax stacks_syntax() {
  CommandSyntax stacks{
      .name = "portsim stacks",
      .purpose =
          "Lists the operating systems that a scenario may name. With a LEVEL, which is an id of that list,\n"
          "shows what is known of it: ports, TIME_WAIT, defects and the patches that cure them, settings,\n"
          "socket options, errors and events, each with its source.",
      .examples =
          "  portsim stacks\n"
          "  portsim stacks windows-7-sp1\n"
          "  portsim stacks windows-server-2008-rtm windows-server-2008-sp2\n"
          "  portsim stacks --format json | jq -r '.stacks[].id'\n",
      .operands = {.name = "LEVEL",
                   .noun = "level",
                   .may_be_left_out = true,
                   .may_be_several = true,
                   .words = ids_of_catalogue()}};
  add_format_option(stacks.options);
  stacks.options.add_options()("no-color", "no colours, as if NO_COLOR were set");
  return stacks;
}

namespace {

// No ids: all levels. The error is a complaint.
tl::expected<Levels, std::string> levels_named(const std::vector<std::string>& ids) {
  if (ids.empty()) return Levels{catalogue().begin(), catalogue().end()};
  Levels levels;
  for (const std::string& id : ids) {
    const OsProfile* os = find_os(id);
    if (os == nullptr) {
      return tl::unexpected{fmt::format("unknown system \"{}\"; {}", id, advice_on_system(id))};
    }
    levels.push_back(os);
  }
  return levels;
}

std::string pages_of(const Levels& levels, TextStyle style) {
  std::string text;
  for (const OsProfile* os : levels) text += (text.empty() ? "" : "\n\n") + stack_text(*os, style);
  return text;
}

}  // namespace

ExitCode stacks_command(const Arguments& arguments) {
  const auto line = parse_command_line(stacks_syntax(), arguments);
  if (!line) {
    return line.error();
  }
  const auto format = format_of(*line);
  if (!format) {
    return wrong_usage("portsim stacks", format.error());
  }
  const auto levels = levels_named(line->operands);
  if (!levels) {
    return wrong_usage("portsim stacks", levels.error());
  }
  if (*format == Format::json) {
    return write_result(stacks_json(*levels), ExitCode::done);
  }
  const TextStyle style = style_of_stdout(line->values.count("no-color") > 0);
  return write_result(line->operands.empty() ? stacks_table(*levels, style) : pages_of(*levels, style),
                      ExitCode::done);
}

}  // namespace portsim
