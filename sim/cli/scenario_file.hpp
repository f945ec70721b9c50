// Scenario files on the command line: read them, apply the options that override their values, and show what
// is wrong with them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "sim/cli/exit_code.hpp"
#include "sim/scenario/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct ScenarioFile {
  std::string name;                         // "-" or a path
  std::vector<std::string> overrides = {};  // "path=value"

  std::string shown_name() const { return name == "-" ? "<stdin>" : name; }
};

// Reads no more than the loader needs to see that a file is too large. If it cannot be read, says so on
// standard error.
tl::expected<std::string, ExitCode> read_scenario_file(const std::string& name);

// Opens the files that the scenario names.
Result<Scenario> load_scenario_file(const ScenarioFile&, std::string_view text);

// What the problems come to: file_error where a file that the scenario names cannot be read.
ExitCode exit_code_for(const std::vector<Problem>&);

// Every problem, on standard error; returns their exit code.
ExitCode show_problems(const std::vector<Problem>&);

}  // namespace portsim
