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
#include <vector>

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
struct PortRangeText {};     // 1024-5119
struct TwoPorts {};          // 32768 60999, as sysctl prints it, or [32768, 60999]
struct PortRangeList {       // [50000-50099, 60000]
  bool may_be_text = false;  // "50000-50099,60000" too, as sysctl takes it
};
struct StartAndNumber {  // {start: 49152, num: 16384}, as netsh takes it
  std::int64_t start_min;
  std::int64_t number_min;  // the last port is at most 65535
};
struct DurationText {};   // 60s
struct SelectionWord {};  // seq_naive, seq_smart, random_once
struct PoolScopeWord {};  // host, address, destination
using SettingType = std::variant<IntegerInRange, PortRangeText, PortRangeList, StartAndNumber, DurationText,
                                 SelectionWord, PoolScopeWord, TwoPorts>;

using SettingValue =
    std::variant<std::int64_t, PortRange, std::vector<PortRange>, Duration, PortSelectionSpec, PoolScope>;
using SettingValues = std::map<std::string, SettingValue, std::less<>>;

// The part of a host's behaviour that a setting decides, with the type of value that says it.
enum class SettingEffect {
  none,                       // accepted; what is known of it changes nothing here
  first_port,                 // std::int64_t
  last_port,                  // std::int64_t
  max_user_port_since_vista,  // std::int64_t; as assume.max_user_port reads it
  ephemeral_range,            // PortRange
  auto_reuse_range,           // PortRange
  excluded,                   // std::vector<PortRange>
  reserved,                   // std::vector<PortRange>
  half_open_limited,          // std::int64_t: 1 limits connects under way to 10
  time_wait_cap,              // std::int64_t
  time_wait_seconds,          // std::int64_t
  time_wait,                  // Duration
  msl_milliseconds,           // std::int64_t: TIME_WAIT lasts twice as long
  timer_hz,                   // std::int64_t: CONFIG_HZ, which gives the ticks at which TIME_WAIT ends
  time_wait_reuse,            // std::int64_t: tcp_tw_reuse
  time_wait_reuse_delay,      // std::int64_t, ms
  timestamps,                 // std::int64_t: TCP timestamps, without which there is no such reuse
  time_wait_buckets,          // std::int64_t
  fin_wait_2_seconds,         // std::int64_t
  autobind_reuse,             // std::int64_t: ip_autobind_reuse
  port_step_width,            // std::int64_t: ip_local_port_step_width, of which only 0 is simulated
  selection,                  // PortSelectionSpec
  scope,                      // PoolScope
};

struct Setting {
  std::string_view name;  // "TcpTimedWaitDelay"; default_of (catalogue.hpp) says what holds without it
  SettingType type;
  SettingEffect effect;
  bool needs_restart = false;
  std::string_view meaning;
  Source source;
  std::string_view needs_patch = {};  // "KB3149157": the level knows the setting only with it
  // What a prediction rests on where it is set, and where it is not, that no vendor documents.
  std::optional<Cited<std::string_view>> rests_on = {};
  std::optional<Cited<std::string_view>> default_rests_on = {};
};

// A name that people try on a level where it decides nothing that a document states.
struct NoSetting {
  std::string_view name;
  std::string_view reason;  // one line, for people
};

}  // namespace portsim
