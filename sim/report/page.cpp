#include "sim/report/page.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace portsim {
namespace {

constexpr int page_width = 100;
constexpr int label_width = 12;
constexpr int name_width_max = 32;

std::string_view escape_of(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none:
      return "";
    case Emphasis::strong:
      return "\x1b[1m";
    case Emphasis::good:
      return "\x1b[1;32m";
    case Emphasis::doubtful:
      return "\x1b[1;33m";
    case Emphasis::bad:
      return "\x1b[1;31m";
  }
  return "";
}

int width_of(std::string_view text) {  // in code points
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

// A number and its unit stay together.
bool is_unit(std::string_view word) {
  const std::string_view unit = word.substr(0, word.find_last_not_of(".,:;)") + 1);
  constexpr std::string_view units[] = {"%", "s", "ms", "us", "ns", "min", "h", "d"};
  return std::find(std::begin(units), std::end(units), unit) != std::end(units);
}

// Takes the next word off the text, with the units that belong to it.
std::string_view take_word(std::string_view& text) {
  std::size_t end = std::min(text.find(' '), text.size());
  while (end < text.size()) {
    const std::size_t next_end = std::min(text.find(' ', end + 1), text.size());
    if (!is_unit(text.substr(end + 1, next_end - end - 1))) {
      break;
    }
    end = next_end;
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

}  // namespace

void Page::title(std::string_view text) {
  add_cell({std::string{text}, Emphasis::strong}, 0);
  text_ += '\n';
}

void Page::gap() {
  text_ += '\n';
}

void Page::add(const Section& section) {
  int name_width = 0;
  for (const Row& row : section.rows) {
    name_width = std::max(name_width, std::min(width_of(row.name.text), name_width_max));
  }
  const int named_indent = label_width + name_width + 2;
  Marked label = section.label;
  for (const Row& row : section.rows) {
    add_cell(std::exchange(label, {}), label_width);
    if (row.name.text.empty()) {
      add_wrapped(row.text, label_width);
      continue;
    }
    add_cell(row.name, name_width);
    text_ += width_of(row.name.text) > name_width ? '\n' + spaces(named_indent) : "  ";
    add_wrapped(row.text, named_indent);
  }
}

void Page::add_cell(const Marked& marked, int width) {
  const std::string_view escape = style_.colours ? escape_of(marked.emphasis) : "";
  text_ += escape;
  text_ += marked.text;
  text_ += escape.empty() ? "" : "\x1b[0m";
  text_ += spaces(width - width_of(marked.text));
}

void Page::add_wrapped(std::string_view text, int indent) {
  int column = indent;
  while (!text.empty()) {
    const std::string_view word = take_word(text);
    if (column > indent && column + 1 + width_of(word) > page_width) {
      text_ += '\n' + spaces(indent);
      column = indent;
    }
    if (column > indent) {
      text_ += ' ';
      ++column;
    }
    text_ += word;
    column += width_of(word);
  }
  text_ += '\n';
}

}  // namespace portsim
