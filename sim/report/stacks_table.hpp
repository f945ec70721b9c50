// The catalogue as a table for people: a level under its family, its ports, TIME_WAIT, selection, and the
// defects that it has until it is patched. Fits 100 columns.
#pragma once

#include <span>
#include <string>

#include "models/os/os_profile.hpp"

#include "sim/report/page.hpp"

namespace portsim {

std::string stacks_table(std::span<const OsProfile* const>, TextStyle);

}  // namespace portsim
