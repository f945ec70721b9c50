// The settings of a scenario's host that are sysctls, written into the network namespace that the process is
// in and read back from it, so that the model is given what the kernel has.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/os/os_profile.hpp"
#include "models/os/setting.hpp"

#include "sim/live/done.hpp"

namespace portsim {

// As sysctl takes it: "32768 60999", "50000-50099,60000", "2".
std::string sysctl_text(const SettingValue&);
// The other way; nothing: it is none of this type.
std::optional<SettingValue> sysctl_value(const SettingType&, std::string_view text);

// The setting is a sysctl, and not of the kernel's build.
bool is_sysctl(const Setting&);

Done write_sysctls(const SettingValues&);

struct ReadSettings {
  SettingValues values;
  std::vector<std::pair<std::string, std::string>> texts;  // name and value, as read
};
// Those that a level of the catalogue knows and the kernel has.
ReadSettings read_sysctls(const OsProfile&);

}  // namespace portsim
