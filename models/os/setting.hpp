// Settings in the operating system's own words, with what it accepts. The scenario language reads its
// `settings` from these tables, so a new setting is one row of a catalogue file.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "models/ports/port_selection.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/cited.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

// What a setting takes.
struct IntegerInRange {  // a plain number in the system's unit, as its registry or sysctl holds it
  std::int64_t min;
  std::int64_t max;
  std::string_view unit;  // "port", "s"
};
struct PortRangeText {};  // 1024-5119
struct DurationText {};   // 60s
struct SelectionWord {};  // seq_naive, seq_smart, random_once
struct PoolScopeWord {};  // host, address, destination
using SettingType = std::variant<IntegerInRange, PortRangeText, DurationText, SelectionWord, PoolScopeWord>;

struct Setting {
  std::string_view name;  // "TcpTimedWaitDelay"
  SettingType type;
  std::string_view default_value;  // as a user would write it; empty where the level's row has it
  bool needs_restart = false;
  std::string_view meaning;
  Source source;
};

using SettingValue = std::variant<std::int64_t, PortRange, Duration, PortSelectionSpec, PoolScope>;
using SettingValues = std::map<std::string, SettingValue, std::less<>>;

}  // namespace portsim
