// Blanks around a part of a text mean nothing where people write lists and comparisons.
#pragma once

#include <algorithm>
#include <string_view>

namespace portsim {

// Without those at both ends. Of a text of blanks: its end.
constexpr std::string_view without_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace portsim
