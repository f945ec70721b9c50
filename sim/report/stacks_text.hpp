// The page about one level of the catalogue, for people: what it does, which defects it has and what cures
// them, what can be set, and where each of these facts is written. Fits 100 columns, but for addresses that
// are longer.
#pragma once

#include <string>

#include "models/os/os_profile.hpp"

#include "sim/report/page.hpp"

namespace portsim {

std::string stack_text(const OsProfile&, TextStyle);

}  // namespace portsim
