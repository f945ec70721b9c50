#include "sim/cli/command_line.hpp"

#include <sstream>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/terminal.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr const char* operands_key = "operands";

// " FILE", " [ID]..."
std::string usage_of(const Operands& operands) {
  if (operands.name.empty()) return "";
  return fmt::format(" {}{}{}{}", operands.may_be_left_out ? "[" : "", operands.name,
                     operands.may_be_left_out ? "]" : "", operands.may_be_several ? "..." : "");
}

std::string help_text(const CommandSyntax& syntax) {
  std::ostringstream options;
  options << syntax.options;
  return fmt::format("{}\n\nUsage:\n  {}{} [OPTION]...\n\nOptions:\n{}\nExamples:\n{}\n{}", syntax.purpose,
                     syntax.name, usage_of(syntax.operands), options.str(), syntax.examples, exit_codes_help);
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

tl::expected<CommandLine, ExitCode> parse_command_line(CommandSyntax syntax, const Arguments& arguments) {
  syntax.options.add_options()("help", "writes this help");
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
