// The commonest ways in which a text is not YAML, told from its lines: a colon without a space behind it, and
// a colon with one in the middle of a text. What a YAML reader says of them is true and no help.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace portsim {

struct ColonMistake {
  int line;    // of the text, from 0
  int column;  // in bytes, from 0
  std::string message;
};

// The colon at which the text could not be read on, by its line and column: the mistake is in that line or
// the one before it.
std::optional<ColonMistake> colon_mistake(std::string_view text, int line, int column);

}  // namespace portsim
