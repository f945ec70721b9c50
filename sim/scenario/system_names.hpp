// What an id that the catalogue does not have may be meant to be: a kernel between two rows, a Windows Server
// without the word, a distribution.
#pragma once

#include <string>
#include <string_view>

#include "sim/scenario/suggestion.hpp"

namespace portsim {

Candidates system_ids();  // of the catalogue, in its order

// For an id that is none of them: `did you mean "windows-2000"?`
std::string advice_on_system(std::string_view id);

}  // namespace portsim
