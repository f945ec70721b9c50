// The families of the catalogue: one table each, in order of release. Only catalogue.cpp reads them.
#pragma once

#include <span>

#include "models/os/os_profile.hpp"

namespace portsim {

std::span<const OsProfile> windows_levels();   // windows.cpp
std::span<const OsProfile> linux_levels();     // linux.cpp
std::span<const OsProfile> freebsd_levels();   // freebsd.cpp
std::span<const OsProfile> macos_levels();     // macos.cpp
std::span<const OsProfile> textbook_levels();  // textbook.cpp

}  // namespace portsim
