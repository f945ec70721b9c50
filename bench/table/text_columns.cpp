#include "bench/table/text_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace portsim::bench {
namespace {

// A character of UTF-8 begins where a byte is none of the continuing ones.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xc0) != 0x80; }));
}

std::string padded(const std::string& cell, std::size_t width, bool is_first) {
  const std::string blanks(width - width_of(cell), ' ');
  return is_first ? cell + blanks : blanks + cell;
}

bool is_used(const std::vector<Row>& rows, std::size_t column) {
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return !row[column].empty(); });
}

}  // namespace

std::string text_columns(const Row& head, const std::vector<Row>& rows) {
  if (rows.empty()) return "";
  std::vector<std::string> lines(rows.size() + 2, "|");
  for (std::size_t column = 0; column < head.size(); ++column) {
    if (!is_used(rows, column)) continue;
    std::size_t width = std::max<std::size_t>(3, width_of(head[column]));
    for (const Row& row : rows) width = std::max(width, width_of(row[column]));
    const bool is_first = column == 0;
    lines[0].append(" ").append(padded(head[column], width, is_first)).append(" |");
    lines[1].append(is_first ? " " : "-").append(width, '-').append(is_first ? " |" : ":|");
    for (std::size_t n = 0; n < rows.size(); ++n)
      lines[n + 2].append(" ").append(padded(rows[n][column], width, is_first)).append(" |");
  }
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

}  // namespace portsim::bench
