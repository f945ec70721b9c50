// A problem as people read it: place, what is wrong, the line itself and a caret. The texts may be hostile;
// what is returned moves no cursor, changes no colour and is never long.
#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/problem.hpp"

namespace portsim {

// scenarios/web-proxy.yaml:14:11: workloads.web.client.rate: expected a rate such as "200/s", found "fast"
// [wrong-value]
//   14 |     rate: fast
//      |           ^
// Ends in a newline. Without a line, only the first line of it.
std::string describe(const Problem& problem);

// Control characters, and those that turn the direction of writing, as \xNN or \u{NNNN}.
std::string printable(std::string_view text);

}  // namespace portsim
