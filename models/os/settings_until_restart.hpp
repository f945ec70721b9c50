// Which settings hold on a host that runs: a system reads some of them only when it starts (Setting says
// which, with its source), and what is changed there stays without effect until the host restarts.
#pragma once

#include "models/os/os_profile.hpp"
#include "models/os/setting.hpp"

namespace portsim {

// `configured` are the host's settings by now, `at_start` those with which it last started; each is one of
// the level's.
SettingValues settings_until_restart(const OsProfile&, const SettingValues& configured,
                                     const SettingValues& at_start);

}  // namespace portsim
