// The options that commands share: --format, and for those about a scenario file --set.
#pragma once

#include <string>
#include <vector>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/scenario_file.hpp"

namespace portsim {

enum class Format { text, json };

void add_format_option(boost::program_options::options_description&);
void add_scenario_options(boost::program_options::options_description&);  // --format too

tl::expected<Format, std::string> format_of(const CommandLine&);  // the error is a complaint
// In the order they were named, each with the overrides of --set; the error is a complaint.
tl::expected<std::vector<ScenarioFile>, std::string> scenario_files_of(const CommandLine&);

}  // namespace portsim
