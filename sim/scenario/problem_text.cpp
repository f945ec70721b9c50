#include "sim/scenario/problem_text.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "sim/scenario/utf8.hpp"

namespace portsim {
namespace {

constexpr int excerpt_width = 120;  // code points of the line

// Unicode Technical Report 36, section 3: marks, embeddings, overrides and isolates that reorder what is
// shown; and the line and paragraph separators.
bool turns_writing(std::uint32_t code_point) {
  return code_point == 0x061c || code_point == 0x200e || code_point == 0x200f ||
         (code_point >= 0x2028 && code_point <= 0x202e) || (code_point >= 0x2066 && code_point <= 0x2069);
}

std::string printable_character(const CodePoint& character) {
  if (!character.is_valid || is_control(character.value)) return fmt::format("\\x{:02x}", character.value);
  if (turns_writing(character.value)) return fmt::format("\\u{{{:04x}}}", character.value);
  return std::string{character.bytes};
}

std::string_view without_first(std::string_view text, int code_points) {
  for (int i = 0; i < code_points && !text.empty(); ++i) {
    text.remove_prefix(first_code_point(text).bytes.size());
  }
  return text;
}

// From the `begin`th code point to before the `end`th.
std::string printable_part(std::string_view text, int begin, int end) {
  const std::string_view from_begin = without_first(text, begin);
  const std::string_view from_end = without_first(from_begin, end - begin);
  return printable(from_begin.substr(0, from_begin.size() - from_end.size()));
}

struct Excerpt {
  std::string before_caret;
  std::string from_caret;
};

// The part of a line around its column (from 1); a cut never falls within a character.
Excerpt excerpt_of(const Location& location) {
  const int length = count_code_points(location.text);
  const int caret = std::clamp(location.column - 1, 0, length);
  const int begin = std::clamp(caret - excerpt_width / 2, 0, std::max(length - excerpt_width, 0));
  const int end = std::min(begin + excerpt_width, length);
  return {(begin > 0 ? "..." : "") + printable_part(location.text, begin, caret),
          printable_part(location.text, caret, end) + (end < length ? "..." : "")};
}

}  // namespace

std::string printable(std::string_view text) {
  std::string all;
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    all += printable_character(next);
    text.remove_prefix(next.bytes.size());
  }
  return all;
}

std::string describe(const Problem& problem) {
  const Location& location = problem.location;
  std::string text = printable(location.file);
  if (location.line > 0) text += fmt::format(":{}:{}", location.line, location.column);
  if (!problem.path.empty()) text += ": " + printable(problem.path);
  text += ": " + printable(problem.message);
  if (problem.kind) text += fmt::format(" [{}]", code_of(*problem.kind));
  text += "\n";
  if (location.line == 0) return text;

  const std::string number = fmt::format("{}", location.line);
  const Excerpt excerpt = excerpt_of(location);
  text += fmt::format("  {} | {}{}\n", number, excerpt.before_caret, excerpt.from_caret);
  text += fmt::format("  {:{}} | {:{}}^\n", "", number.size(), "", count_code_points(excerpt.before_caret));
  return text;
}

}  // namespace portsim
