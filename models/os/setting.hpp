// Settings in the operating system's own words, with what it accepts and which part of a host's behaviour it
// decides. The scenario language reads its `settings` from these tables, so a new setting is one row of a
// catalogue file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
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

using SettingValue = std::variant<std::int64_t, PortRange, Duration, PortSelectionSpec, PoolScope>;
using SettingValues = std::map<std::string, SettingValue, std::less<>>;

// The part of a host's behaviour that a setting decides, with the type of value that says it.
enum class SettingEffect {
  last_port,          // std::int64_t
  ephemeral_range,    // PortRange
  time_wait_seconds,  // std::int64_t
  time_wait,          // Duration
  selection,          // PortSelectionSpec
  scope,              // PoolScope
};

struct Setting {
  std::string_view name;  // "TcpTimedWaitDelay"; its default is the value of the level's row
  SettingType type;
  SettingEffect effect;
  bool needs_restart = false;
  std::string_view meaning;
  Source source;
  std::optional<Cited<std::string_view>> rests_on;  // what its effect depends on that no vendor documents
};

// A name that people try on a level where it decides nothing that a document states.
struct NoSetting {
  std::string_view name;
  std::string_view reason;  // one line, for people
};

}  // namespace portsim
