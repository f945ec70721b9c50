#include "sim/scenario/text_check.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "sim/scenario/load.hpp"
#include "sim/scenario/utf8.hpp"

namespace portsim {
namespace {

// YAML 1.2, section 5.1: control characters are not printable text. A lone CR is one of them here.
std::optional<std::string> complaint_about(const CodePoint& character, std::string_view rest) {
  if (!character.is_valid) return fmt::format("not UTF-8: byte 0x{:02x}", character.value);
  if (character.value == 0) return "a NUL byte; a scenario is UTF-8 text";
  const bool is_line_end = character.value == '\r' && rest.substr(0, 1) == "\n";
  if (is_control(character.value) && character.value != '\t' && !is_line_end) {
    return fmt::format("a control character: U+{:04X}", character.value);
  }
  return std::nullopt;
}

// YAML 1.2, section 6.1: indentation is made of spaces.
bool is_indented_by_tab(std::string_view line) {
  const auto tab = line.find_first_not_of(' ');
  if (tab == std::string_view::npos || line[tab] != '\t') return false;
  const auto content = line.find_first_not_of(" \t\r");
  return content != std::string_view::npos && line[content] != '#';
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (text.substr(0, byte_order_mark.size()) == byte_order_mark) text.remove_prefix(byte_order_mark.size());
  return text;
}

bool check_text(std::string_view text, int text_index, Findings& findings) {
  if (text.size() > scenario_size_max) {
    findings.add(ProblemKind::too_large, {text_index, 0, 0}, "",
                 fmt::format("too long; a scenario has at most {} bytes", scenario_size_max));
    return false;
  }
  for (int line_number = 1; !text.empty(); ++line_number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (is_indented_by_tab(line)) {
      findings.add(ProblemKind::bad_text, {text_index, line_number, static_cast<int>(line.find('\t'))}, "",
                   "a tab in the indentation; use spaces");
      return false;
    }
    for (std::size_t column = 0; column < line.size();) {
      const CodePoint character = first_code_point(text.substr(column));
      const std::string_view rest = text.substr(column + character.bytes.size());
      if (const auto complaint = complaint_about(character, rest)) {
        findings.add(ProblemKind::bad_text, {text_index, line_number, static_cast<int>(column)}, "",
                     *complaint);
        return false;
      }
      column += character.bytes.size();
    }
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return true;
}

}  // namespace portsim
