// What a change to a host costs or breaks, beside what it cures: facts with their sources, for those who are
// to decide. A row of the table is one effect of one kind of setting, option or patch in a family of systems.
#pragma once

#include <string_view>
#include <vector>

#include "models/os/os_profile.hpp"
#include "models/os/setting.hpp"
#include "models/os/socket_option.hpp"
#include "models/vocabulary/cited.hpp"

namespace portsim {

using SideEffect = Cited<std::string_view>;  // one sentence without its end

// Of more ports, or of a TIME_WAIT that ends sooner: of a change in the direction that gives more connects.
std::vector<SideEffect> side_effects_of(const OsProfile&, SettingEffect);
std::vector<SideEffect> side_effects_of(const OsProfile&, SocketOption);
std::vector<SideEffect> side_effects_of_patch(std::string_view patch);

}  // namespace portsim
