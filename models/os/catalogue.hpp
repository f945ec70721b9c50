// Every operating-system level that portsim knows, and how a level with settings and assumptions behaves.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "models/os/host_behaviour.hpp"
#include "models/os/os_profile.hpp"
#include "models/os/setting.hpp"

namespace portsim {

std::span<const OsProfile* const> catalogue();  // in order of family, then of release
const OsProfile* find_os(std::string_view id);  // nullptr: unknown
const Setting* find_setting(const OsProfile&, std::string_view name);

// Why a name that people try is no setting of this level; empty where there is nothing to say.
std::string_view why_not_setting(const OsProfile&, std::string_view name);

// What a scenario may assume where the catalogue only infers (the `assume` key).
struct Assumptions {
  std::optional<PortSelectionSpec> selection;
  std::optional<Port> first_port;  // 1024 or 1025, before Vista: the documents disagree
  std::optional<PortOffset> cursor_start;
  std::optional<bool> failed_connect_advances_cursor;
};

// Something that the level does not allow, in words for the user, with the key it is about
// ("settings.MaxUserPort").
struct BehaviourProblem {
  std::string key;
  std::string message;
};

struct HostConfiguration {
  std::vector<std::string> patches;  // "KB2826167"
  SettingValues settings;            // each already of its Setting's type and within its range
  Assumptions assume;
};

// All problems, not only the first.
tl::expected<HostBehaviour, std::vector<BehaviourProblem>> behaviour_of(const OsProfile&,
                                                                        const HostConfiguration&);

}  // namespace portsim
