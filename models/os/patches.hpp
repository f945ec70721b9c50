// Which patches install on which level, what they cure there, and the way out where none exists. A patch
// installs on the exact level that its article names, service pack included.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/os/defects.hpp"
#include "models/os/os_profile.hpp"

namespace portsim {

using Patches = std::vector<std::string>;  // installed on a host: "KB2826167"

// What the table says of a defect on a level; nullptr: nothing, the level is not known to have it.
const DefectRow* find_defect(const OsProfile&, Defect);

// Present on this level, and not cured by the patches.
bool suffers_from(const OsProfile&, Defect, const Patches&);

// What to do about it on this level, in words for the user: "install KB2826167".
std::string cure_of(const DefectRow&);

// The ids of all patches of the catalogue, each once, in the table's order.
std::vector<std::string_view> all_patches();

// In words for the user; nothing: it can be installed.
std::optional<std::string> why_not_installable(const OsProfile&, std::string_view patch);

}  // namespace portsim
