#include "sim/cli/scenario_options.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "sim/scenario/field.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {

namespace po = boost::program_options;

void add_format_option(po::options_description& options) {
  options.add_options()  //
      ("format", po::value<std::string>()->value_name("text|json")->default_value("text"),
       "for people or for programs");
}

void add_scenario_options(po::options_description& options) {
  add_format_option(options);
  options.add_options()  //
      ("set", po::value<std::vector<std::string>>()->value_name("PATH=VALUE")->composing(),
       "overrides a value of the scenario, written in YAML; may be repeated");
}

tl::expected<Format, std::string> format_of(const CommandLine& line) {
  const auto& word = line.values["format"].as<std::string>();
  if (word == "text") {
    return Format::text;
  }
  if (word == "json") {
    return Format::json;
  }
  return tl::unexpected{
      fmt::format("--format: unknown format \"{}\"; {}", word, suggestion_for(word, {"text", "json"}))};
}

tl::expected<std::vector<ScenarioFile>, std::string> scenario_files_of(const CommandLine& line) {
  std::vector<std::string> overrides;
  if (line.values.count("set") > 0) {
    overrides = line.values["set"].as<std::vector<std::string>>();
  }
  for (const std::string& text : overrides) {
    if (!is_override(text)) {
      return tl::unexpected{fmt::format("--set: expected {}, found {}", override_expected, shown(text))};
    }
  }
  if (std::count(line.operands.begin(), line.operands.end(), "-") > 1) {
    return tl::unexpected{std::string{"standard input can be read only once"}};
  }
  std::vector<ScenarioFile> files;
  for (const std::string& name : line.operands) files.push_back({name, overrides});
  return files;
}

}  // namespace portsim
