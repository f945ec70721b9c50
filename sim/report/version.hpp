// The version of this program, as CMakeLists.txt states it.
#pragma once

#include <string_view>

namespace portsim {

std::string_view portsim_version();  // "0.1.0"

}  // namespace portsim
