// The options that commands share: --format, for those about a scenario file --set, and for those that run it
// what a run takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/scenario_file.hpp"

namespace portsim {

enum class Format { text, json, csv, markdown };

// What --format takes.
inline constexpr std::string_view text_or_json = "text|json";
inline constexpr std::string_view text_json_or_csv = "text|json|csv";
inline constexpr std::string_view text_json_or_markdown = "text|json|markdown";

void add_format_option(boost::program_options::options_description&, std::string_view formats = text_or_json);
void add_set_option(boost::program_options::options_description&);
// --format and --set
void add_scenario_options(boost::program_options::options_description&,
                          std::string_view formats = text_or_json);
// --seed, --replications, --threads, --quiet, --no-color
void add_experiment_options(boost::program_options::options_description&);

// The error is a complaint, as below.
tl::expected<Format, std::string> format_of(const CommandLine&, std::string_view formats = text_or_json);
// In the order they were named, each with the overrides of --set, then those of --seed and --replications.
tl::expected<std::vector<ScenarioFile>, std::string> scenario_files_of(const CommandLine&);
tl::expected<int, std::string> threads_of(const CommandLine&);  // 0: one a core

}  // namespace portsim
