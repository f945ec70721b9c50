#include "sim/report/page.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <utility>

namespace portsim {
namespace {

constexpr int label_width = 12;
constexpr int name_width_max = 32;
constexpr int column_gap = 2;

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

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

// A number and its unit stay together, and what is cited with the number of its source.
bool belongs_to_word_before(std::string_view word) {
  const std::string_view unit = word.substr(0, word.find_last_not_of(".,:;)") + 1);
  constexpr std::string_view units[] = {"%", "s", "ms", "us", "ns", "min", "h", "d"};
  return word.substr(0, 1) == "[" || std::find(std::begin(units), std::end(units), unit) != std::end(units);
}

// Takes the next word off the text, with what belongs to it.
std::string_view take_word(std::string_view& text) {
  std::size_t end = std::min(text.find(' '), text.size());
  while (end < text.size()) {
    const std::size_t next_end = std::min(text.find(' ', end + 1), text.size());
    if (!belongs_to_word_before(text.substr(end + 1, next_end - end - 1))) {
      break;
    }
    end = next_end;
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

// A word longer than a line stands on a line of its own.
void append_wrapped(std::string_view text, int width, std::vector<std::string>& lines) {
  std::string line;
  while (!text.empty()) {
    const std::string_view word = take_word(text);
    if (!line.empty() && width_of(line) + 1 + width_of(word) > width) {
      lines.push_back(std::exchange(line, {}));
    }
    if (!line.empty()) line += ' ';
    line += word;
  }
  lines.push_back(line);
}

std::vector<std::string> wrapped(std::string_view text, int width) {
  std::vector<std::string> lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    append_wrapped(text.substr(0, end), width, lines);
    text.remove_prefix(end + 1);
  }
  append_wrapped(text, width, lines);
  return lines;
}

// As wide as the widest line of each cell.
std::vector<int> column_widths(const std::vector<TableRow>& rows) {
  std::vector<int> widths;
  for (const TableRow& row : rows) {
    widths.resize(row.cells.size());
    for (std::size_t column = 0; column < widths.size(); ++column) {
      for (const Marked& line : row.cells[column]) {
        widths[column] = std::max(widths[column], width_of(line.text));
      }
    }
  }
  return widths;
}

// The line of a cell; empty where it has no more.
template <class Line>
Line line_of(const std::vector<Line>& lines, std::size_t index) {
  return index < lines.size() ? lines[index] : Line{};
}

}  // namespace

int width_of(std::string_view text) {
  return static_cast<int>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

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
  const int named_indent = label_width + name_width + column_gap;
  Marked label = section.label;
  for (const Row& row : section.rows) {
    add_cell(std::exchange(label, {}), label_width);
    if (row.name.text.empty()) {
      add_wrapped(row.text, label_width);
      continue;
    }
    add_cell(row.name, name_width);
    text_ += width_of(row.name.text) > name_width ? '\n' + spaces(named_indent) : spaces(column_gap);
    add_wrapped(row.text, named_indent);
  }
}

void Page::add(const std::vector<TableRow>& rows) {
  const std::vector<int> widths = column_widths(rows);
  const int indent =
      std::accumulate(widths.begin(), widths.end(), 0) + column_gap * static_cast<int>(widths.size());
  for (const TableRow& row : rows) {
    const std::vector<std::string> text = wrapped(row.text, page_width - indent);
    std::size_t height = text.size();
    for (const auto& lines : row.cells) height = std::max(height, lines.size());
    for (std::size_t line = 0; line < height; ++line) {
      for (std::size_t column = 0; column < widths.size(); ++column) {
        add_cell(line_of(row.cells[column], line), widths[column] + column_gap);
      }
      text_ += line_of(text, line);
      text_.resize(text_.find_last_not_of(' ') + 1);
      text_ += '\n';
    }
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
  std::string before;
  for (const std::string& line : wrapped(text, page_width - indent)) {
    text_ += before + line;
    before = '\n' + spaces(indent);
  }
  text_ += '\n';
}

}  // namespace portsim
