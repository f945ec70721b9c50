// What an id that the catalogue does not have may be meant to be: a kernel between two rows, a Windows Server
// without the word, a distribution.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace portsim {

// `linux-5.18 stands for it: …`; nothing: it says no more than its letters.
std::optional<std::string> advice_on_system(std::string_view id);

}  // namespace portsim
