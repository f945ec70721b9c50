// Whether a text may be read at all: its size, its encoding, and no characters that a person cannot see.
#pragma once

#include <string_view>

#include "sim/scenario/findings.hpp"

namespace portsim {

// UTF-8 without the mark that some editors write at its start.
std::string_view without_byte_order_mark(std::string_view text);

// Adds the first thing that makes the text unreadable; false if there is one.
bool check_text(std::string_view text, int text_index, Findings& findings);

}  // namespace portsim
