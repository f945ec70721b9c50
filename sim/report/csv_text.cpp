#include "sim/report/csv_text.hpp"

#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// A spreadsheet takes a cell that begins with one of these for a formula (OWASP, "CSV Injection").
constexpr std::string_view formula_beginnings = "=+-@";

}  // namespace

std::string text_cell(std::string_view text) {
  std::string cell = printable(text);
  if (!cell.empty() && formula_beginnings.find(cell.front()) != std::string_view::npos) cell.insert(0, "'");
  if (cell.find_first_of(",\"") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + '"';
}

}  // namespace portsim
