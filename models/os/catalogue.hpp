// Every operating-system level that portsim knows, and how a level with settings and assumptions behaves.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

#include "models/os/host_behaviour.hpp"
#include "models/os/os_profile.hpp"
#include "models/os/setting.hpp"
#include "models/os/socket_option.hpp"
#include "models/vocabulary/probability.hpp"

namespace portsim {

std::span<const OsProfile* const> catalogue();  // in order of family, then of release
const OsProfile* find_os(std::string_view id);  // nullptr: unknown
const Setting* find_setting(const OsProfile&, std::string_view name);

// Why a name that people try is no setting of this level; empty where there is nothing to say.
std::string_view why_not_setting(const OsProfile&, std::string_view name);

// What holds where the setting is not set; nothing: no such limit or range.
std::optional<SettingValue> default_of(const OsProfile&, const Setting&);

// Why a socket of this level with these patches cannot have the option, in words for the user; nothing: it
// can.
std::optional<std::string> why_not_socket_option(const OsProfile&, SocketOption,
                                                 const std::vector<std::string>& patches);

// How the wildcard-reuse defect picks a closing port: KB2916780 leaves that open.
struct ClosingPortByCursor {  // always the next of the cursor: closing and TIME_WAIT are ignored
  bool operator==(const ClosingPortByCursor&) const = default;
};
struct ClosingPortByChance {  // the oldest closing port with this probability, else as if cured
  Probability p_closing;
  bool operator==(const ClosingPortByChance&) const = default;
};
using ClosingPortForm = std::variant<ClosingPortByCursor, ClosingPortByChance>;

// The three readings of MaxUserPort since Vista.
enum class MaxUserPortReading : std::uint8_t { ignored, upper_bound, count };

// What a scenario may assume where the catalogue only infers (the `assume` key).
struct Assumptions {
  std::optional<PortSelectionSpec> selection;
  std::optional<Port> first_port;  // 1024 or 1025, before Vista: the documents disagree
  std::optional<PortOffset> cursor_start;
  std::optional<bool> failed_connect_advances_cursor;
  std::optional<ClosingPortForm> closing_port;  // of a level with the wildcard-reuse defect
  std::optional<ClosingStates> closing_states;  // which count as closing there
  std::optional<bool> reuseaddr_lifts_time_wait;
  std::optional<MaxUserPortReading> max_user_port;
  std::optional<std::int64_t> half_open_limit;  // where the limit is not documented; 0: none
};

// Something that the level does not allow, in words for the user, with the key it is about
// ("settings.MaxUserPort").
struct BehaviourProblem {
  std::string key;
  std::string message;
};

struct HostConfiguration {
  std::vector<std::string> patches;   // "KB2826167"
  std::vector<std::string> products;  // "exchange-server-2003"
  SettingValues settings;             // each already of its Setting's type and within its range
  std::vector<PortRange> excluded;    // ports that are not handed out
  Assumptions assume;
  std::vector<Defect> cured;  // as if repaired, whatever the patches: to compare with
};

// All problems, not only the first.
tl::expected<HostBehaviour, std::vector<BehaviourProblem>> behaviour_of(const OsProfile&,
                                                                        const HostConfiguration&);

}  // namespace portsim
