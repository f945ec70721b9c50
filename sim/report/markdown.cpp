#include "sim/report/markdown.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/report/schema_json.hpp"

namespace portsim {
namespace {

std::string in_cell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

std::string in_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) row += fmt::format(" {} |", in_cell(cell));
  return row + "\n";
}

}  // namespace

std::string in_code(std::string_view text) {
  return fmt::format("`{}`", text);
}

std::string with_examples_in_code(std::string_view expected) {
  std::string text;
  for (const std::string_view example : examples_in(expected)) {
    const auto at = static_cast<std::size_t>(example.data() - expected.data());
    const bool is_quoted = at > 0 && expected[at - 1] == '"';
    text += expected.substr(0, at - (is_quoted ? 1 : 0));
    text += in_code(example);
    expected.remove_prefix(std::min(expected.size(), at + example.size() + (is_quoted ? 1 : 0)));
  }
  return text += expected;
}

std::string markdown_table(const std::vector<std::vector<std::string>>& rows) {
  std::string table = in_row(rows.front());
  table += in_row(std::vector<std::string>(rows.front().size(), "---"));
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) table += in_row(*row);
  return table;
}

}  // namespace portsim
