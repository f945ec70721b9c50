// Scenario text in, a Scenario or every problem with its place out. Opens no file and believes nothing: text
// is untrusted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/problem.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Limits on a text before it is believed.
inline constexpr std::size_t scenario_size_max = 1 << 20;  // bytes
inline constexpr int scenario_depth_max = 32;

struct ScenarioText {
  std::string file;  // its name, for messages
  std::string text;
  std::vector<std::string> overrides;  // "path=value", as --set takes them; the value is YAML
};

Result<Scenario> load_scenario(const ScenarioText&);

}  // namespace portsim
