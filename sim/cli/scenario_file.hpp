// Scenario files on the command line: read them, apply the options that override their values, and show what
// is wrong with them.
#pragma once

#include <string>
#include <vector>

#include "sim/cli/exit_code.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct ScenarioFile {
  std::string name;                         // "-" or a path
  std::vector<std::string> overrides = {};  // "path=value"

  std::string shown_name() const { return name == "-" ? "<stdin>" : name; }
};

// Reads no more of it than the loader needs to see that it is too large.
Result<ScenarioText> read_scenario_file(const ScenarioFile&);

// Reads it and the files that it names.
Result<Scenario> load_scenario_file(const ScenarioFile&);

// What the problems come to: file_error where a file cannot be read.
ExitCode exit_code_for(const std::vector<Problem>&);

// Every problem, on standard error; returns their exit code.
ExitCode show_problems(const std::vector<Problem>&);

}  // namespace portsim
