#include "sim/cli/scenario_options.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "sim/scenario/field.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {

namespace po = boost::program_options;

namespace {

constexpr int threads_max = 1024;

struct NamedFormat {
  std::string_view name;
  Format format;
};
constexpr NamedFormat named_formats[] = {
    {"text", Format::text}, {"json", Format::json}, {"csv", Format::csv}, {"markdown", Format::markdown}};

// Options of their own for one value: `--seed 7` is `--set seed=7` after all others.
struct WholeNumberOption {
  const char* key;
  WholeRange range;
  const char* meaning;
};
constexpr WholeNumberOption whole_number_options[] = {
    {"seed", seed_range, "instead of the scenario's seed"},
    {"replications", replications_range, "instead of the scenario's number of replications"},
};

// "PATH=VALUE" of each such option that is given.
tl::expected<std::vector<std::string>, std::string> whole_number_overrides(const CommandLine& line) {
  std::vector<std::string> overrides;
  for (const auto& [key, range, meaning] : whole_number_options) {
    if (line.values.count(key) == 0) continue;
    const auto& text = line.values[key].as<std::string>();
    if (!decode_whole(text, range)) {
      return tl::unexpected{fmt::format("--{}: expected a whole number from {} to {}, found {}", key,
                                        range.min, range.max, shown(text))};
    }
    overrides.push_back(fmt::format("{}={}", key, text));
  }
  return overrides;
}

}  // namespace

void add_format_option(po::options_description& options, std::string_view formats) {
  options.add_options()  //
      ("format", po::value<std::string>()->value_name(std::string{formats})->default_value("text"),
       "for people or for programs");
}

void add_set_option(po::options_description& options) {
  options.add_options()  //
      ("set", po::value<std::vector<std::string>>()->value_name("PATH=VALUE")->composing(),
       "overrides a value of the scenario, written in YAML; may be repeated");
}

void add_scenario_options(po::options_description& options, std::string_view formats) {
  add_format_option(options, formats);
  add_set_option(options);
}

void add_experiment_options(po::options_description& options) {
  for (const auto& [key, range, meaning] : whole_number_options)
    options.add_options()(key, po::value<std::string>()->value_name("N"), meaning);
  options.add_options()  //
      ("threads", po::value<int>()->value_name("N")->default_value(0, "one a core"),
       "how many replications run at once; changes no result")  //
      ("quiet", "no progress")                                  //
      ("no-color", "no colours, as if NO_COLOR were set");
}

tl::expected<Format, std::string> format_of(const CommandLine& line, std::string_view formats) {
  const auto& word = line.values["format"].as<std::string>();
  Candidates known;
  for (const auto& [name, format] : named_formats) {
    if (formats.find(name) == std::string_view::npos) continue;
    if (word == name) return format;
    known.push_back(name);
  }
  return tl::unexpected{
      fmt::format("--format: unknown format \"{}\"; {}", word, suggestion_for(word, known))};
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
  const auto further = whole_number_overrides(line);
  if (!further) return tl::unexpected{further.error()};
  overrides.insert(overrides.end(), further->begin(), further->end());
  if (std::count(line.operands.begin(), line.operands.end(), "-") > 1) {
    return tl::unexpected{std::string{"standard input can be read only once"}};
  }
  std::vector<ScenarioFile> files;
  for (const std::string& name : line.operands) files.push_back({name, overrides});
  return files;
}

tl::expected<int, std::string> threads_of(const CommandLine& line) {
  const int threads = line.values["threads"].as<int>();
  if (threads >= 0 && threads <= threads_max) return threads;
  return tl::unexpected{fmt::format("--threads: expected 0 to {}", threads_max)};
}

}  // namespace portsim
