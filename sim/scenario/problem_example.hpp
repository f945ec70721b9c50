// The examples of problem_kind.hpp as whole scenarios.
#pragma once

#include <string>
#include <string_view>

namespace portsim {

// The lines of the example come first, then the sections that a scenario needs besides.
std::string scenario_with(std::string_view example);

}  // namespace portsim
