// What a scenario says at a path, as it is written, and where two scenarios are written differently.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/load.hpp"

namespace portsim {

// With the overrides, without what is varied. Nothing: the path leads to no value of one word or number, or
// the scenario leaves it out.
std::optional<std::string> written_value(const ScenarioText&, std::string_view path);

struct WrittenDifference {
  std::string path;              // "hosts.web.settings.TcpTimedWaitDelay", "thresholds[0]"
  std::optional<std::string> a;  // nothing: it is left out
  std::optional<std::string> b;
};

// With the overrides and what is varied, in the order of A, then what only B has.
std::vector<WrittenDifference> written_differences(const ScenarioText& a, const ScenarioText& b);

}  // namespace portsim
