#include "models/os/settings_until_restart.hpp"

namespace portsim {

SettingValues settings_until_restart(const OsProfile& os, const SettingValues& configured,
                                     const SettingValues& at_start) {
  SettingValues in_effect;
  for (const Setting& setting : os.settings) {
    const SettingValues& read = setting.needs_restart ? at_start : configured;
    const auto value = read.find(setting.name);
    if (value != read.end()) in_effect.insert(*value);
  }
  return in_effect;
}

}  // namespace portsim
