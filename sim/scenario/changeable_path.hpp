// The values of a scenario that a timeline can change while it runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/scenario/shape.hpp"

namespace portsim {

// "hosts.web.settings.dynamicport.num"
struct ChangeablePath {
  std::string_view section;  // "hosts"
  std::string_view name;     // "web"
  std::string_view key;      // "settings"
  std::string_view part;     // "dynamicport": what comes next below the key, if anything
};

std::optional<ChangeablePath> changeable(std::string_view path);

std::string changeable_paths();  // in words for the user

// A map from such paths to what each takes, whatever the host's system and the workload's client are.
Shape changes_shape();

}  // namespace portsim
