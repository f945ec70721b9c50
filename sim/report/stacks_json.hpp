// The catalogue as JSON: the schema "portsim/stacks/1". A value stands as {value, confidence, source,
// address}; what has several members has these three beside them.
#pragma once

#include <span>
#include <string>

#include "models/os/os_profile.hpp"

namespace portsim {

std::string stacks_json(std::span<const OsProfile* const>);

}  // namespace portsim
