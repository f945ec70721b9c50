#include "sim/cli/command_line.hpp"

#include <algorithm>
#include <span>
#include <sstream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/terminal.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr const char* operands_key = "operands";

// " FILE", " [ID]..."
std::string operands_usage(const Operands& operands) {
  if (operands.name.empty()) return "";
  return fmt::format(" {}{}{}{}", operands.may_be_left_out ? "[" : "", operands.name,
                     operands.may_be_left_out ? "]" : "", operands.may_be_several ? "..." : "");
}

std::string help_text(const CommandSyntax& syntax) {
  std::ostringstream options;
  options << syntax.options;
  return fmt::format("{}\n\nUsage:\n  {}\n\nOptions:\n{}\nExamples:\n{}\n{}", syntax.purpose,
                     usage_of(syntax), options.str(), syntax.examples, exit_codes_help(exits_of(syntax)));
}

// What every command may end with: each writes a result.
constexpr ExitMeaning exits_of_all[] = {
    {ExitCode::done, "done"}, {ExitCode::internal_error}, {ExitCode::wrong_usage}, {ExitCode::file_error}};

const ExitMeaning* find_exit(std::span<const ExitMeaning> exits, ExitCode code) {
  const auto found =
      std::find_if(exits.begin(), exits.end(), [&](const ExitMeaning& exit) { return exit.code == code; });
  return found == exits.end() ? nullptr : &*found;
}

po::variables_map parse(const po::options_description& visible, const Arguments& arguments) {
  po::options_description all;
  all.add(visible);
  all.add_options()(operands_key, po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add(operands_key, -1);
  using po::command_line_style::allow_guessing;
  using po::command_line_style::unix_style;
  po::command_line_parser parser{arguments};
  parser.options(all).positional(positional).style(unix_style & ~allow_guessing);
  po::variables_map values;
  po::store(parser.run(), values);
  return values;
}

std::string unknown_option(const std::string& name, const po::options_description& known) {
  std::vector<std::string> names;
  for (const auto& option : known.options()) {
    names.push_back("--" + option->long_name());
  }
  return fmt::format("unknown option \"{}\"; {}", name, suggestion_for(name, {names.begin(), names.end()}));
}

}  // namespace

std::vector<ExitMeaning> exits_of(const CommandSyntax& syntax) {
  std::vector<ExitMeaning> exits;
  for (const ExitMeaning& usual : usual_meanings) {
    const ExitMeaning* own = find_exit(syntax.exits, usual.code);
    const ExitMeaning* common = find_exit(exits_of_all, usual.code);
    const ExitMeaning* exit = own != nullptr ? own : common;
    if (exit != nullptr) exits.push_back({usual.code, exit->meaning.empty() ? usual.meaning : exit->meaning});
  }
  return exits;
}

std::string usage_of(const CommandSyntax& syntax) {
  return fmt::format("{}{} [OPTION]...", syntax.name, operands_usage(syntax.operands));
}

CommandSyntax with_help(CommandSyntax syntax) {
  syntax.options.add_options()("help", "writes this help");
  return syntax;
}

tl::expected<CommandLine, ExitCode> parse_command_line(CommandSyntax own, const Arguments& arguments) {
  const CommandSyntax syntax = with_help(std::move(own));
  const auto refused = [&](std::string_view complaint) {
    return tl::unexpected{wrong_usage(syntax.name, complaint)};
  };
  CommandLine line;
  try {
    line.values = parse(syntax.options, arguments);
  } catch (const po::unknown_option& error) {
    return refused(unknown_option(error.get_option_name(), syntax.options));
  } catch (const po::error& error) {
    return refused(error.what());
  }
  if (line.values.count("help") > 0) {
    return tl::unexpected{write_result(help_text(syntax), ExitCode::done)};
  }
  if (line.values.count(operands_key) > 0) {
    line.operands = line.values[operands_key].as<std::vector<std::string>>();
  }
  if (syntax.operands.name.empty() && !line.operands.empty()) {
    return refused(fmt::format("no arguments but options; found \"{}\"", line.operands.front()));
  }
  const std::string_view noun = syntax.operands.noun;
  if (line.operands.empty() && !syntax.operands.may_be_left_out) {
    return refused(fmt::format("no {}", noun));
  }
  if (line.operands.size() > 1 && !syntax.operands.may_be_several) {
    return refused(
        fmt::format("one {} at a time; found \"{}\" and \"{}\"", noun, line.operands[0], line.operands[1]));
  }
  return line;
}

}  // namespace portsim
