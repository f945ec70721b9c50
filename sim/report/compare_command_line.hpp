// The command that repeats a comparison, for a person to copy into a shell.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace portsim {

// The overrides that only one of two scenarios has: all after those with which both begin.
struct OwnOverrides {
  std::vector<std::string> common;
  std::vector<std::string> a;
  std::vector<std::string> b;
};

OwnOverrides own_overrides(const Scenario& a, const Scenario& b);

std::string compare_command_line(const Scenario& a, const Scenario& b);

}  // namespace portsim
