// What is wrong with a scenario file, as JSON: the schema "portsim/check/1".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/problem.hpp"

namespace portsim {

// No problems: the file is valid.
std::string check_json(std::string_view file, const std::vector<Problem>& problems);

}  // namespace portsim
