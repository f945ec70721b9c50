// What the user asked of `portsim sweep`, checked as far as it can be without the scenario.
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/experiment/grid.hpp"
#include "sim/experiment/shard.hpp"

namespace portsim {

struct SweepOptions {
  ScenarioFile file;
  Grid grid;
  Shard shard;
  std::optional<std::string> out;  // the result store
  Format format = Format::text;
  int threads = 0;
  bool is_quiet = false;
  bool no_color = false;
};

tl::expected<SweepOptions, std::string> sweep_options_of(const CommandLine&);  // the error is a complaint

}  // namespace portsim
