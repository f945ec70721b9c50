// One entry of a scenario's timeline, before what it makes of the scenario is known; and its words for
// people.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace portsim {

enum class OperatorAction : std::uint8_t { restart_adapter, restart, install, set };

// The key that states the action: "do", "install" or "set".
constexpr std::string_view key_of(OperatorAction action) {
  if (action == OperatorAction::install) return "install";
  return action == OperatorAction::set ? "set" : "do";
}

struct TimelineEntry {
  Duration at = Duration::zero();
  OperatorAction action{};
  std::optional<HostIndex> host;  // nothing: of a set
};

// "restart the adapter of mail-front-end". `value` is what the entry states for its action: a patch, or the
// map of a set.
std::string words_for(const TimelineEntry& entry, const Node& value, const std::vector<Host>& hosts);

}  // namespace portsim
