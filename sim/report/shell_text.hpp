// Texts inside shell scripts and command lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portsim {

// One word of sh, bash and zsh: 'it'\''s'.
std::string single_quoted(std::string_view text);
std::string quoted_if_needed(std::string_view word);  // as it is where a shell would leave it so

std::string spaced(const std::vector<std::string>& words);  // "text json"

}  // namespace portsim
