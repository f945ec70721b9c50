#include "sim/report/sweep_text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/report/sweep_sections.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

double failing_part(const SweptPoint& point) {
  const Estimate* failing = find_value(point, "failure_fraction");
  return failing ? failing->mean : 0;
}

// For a column that leaves room for others; the whole text is in JSON and CSV.
std::string cut_off(std::string shown) {
  constexpr int width_max = 24;
  if (width_of(shown) <= width_max) return shown;
  int width = 0;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const bool begins_character = (static_cast<unsigned char>(shown[at]) & 0xc0) != 0x80;
    if (begins_character && ++width > width_max - 3) return shown.substr(0, at) + "...";
  }
  return shown;
}

// Of the varied values, which come first.
void cut_off_values(std::vector<TableRow>& rows, std::size_t axes) {
  for (TableRow& row : rows) {
    for (std::size_t axis = 0; axis < axes; ++axis) {
      std::string& text = row.cells[axis].front().text;
      text = cut_off(text);
    }
  }
}

// In eighths of a character where the terminal has them; whatever fails at all has a bar.
std::string bar(double part, int width, bool unicode) {
  if (part <= 0) return "";
  if (!unicode) return std::string(static_cast<std::size_t>(std::max(1.0, std::round(part * width))), '#');
  constexpr std::string_view eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int length = std::max(1, static_cast<int>(std::lround(part * width * 8)));
  std::string text;
  for (int full = 0; full < length / 8; ++full) text += "█";
  return text + std::string{eighths[length % 8]};
}

// What the widest row leaves for bars, in characters.
int width_left(const std::vector<TableRow>& rows) {
  constexpr int column_gap = 2;
  int left = page_width;
  for (std::size_t column = 0; column < rows.front().cells.size(); ++column) {
    int widest = 0;
    for (const TableRow& row : rows) widest = std::max(widest, width_of(row.cells[column].front().text));
    left -= widest + column_gap;
  }
  return left;
}

// Empty: there is no room for bars, or nothing to show by them.
std::string add_bars(const FinishedSweep& sweep, TextStyle style, std::vector<TableRow>& rows) {
  constexpr int width_min = 6;
  constexpr int width_max = 20;
  const int width = std::min(width_left(rows), width_max);
  double most = 0;
  for (const SweptPoint& point : sweep.points) most = std::max(most, failing_part(point));
  if (width < width_min || most <= 0) return "";
  for (std::size_t n = 0; n < sweep.points.size(); ++n)
    rows[n + 1].text = bar(failing_part(sweep.points[n]) / most, width, style.unicode);
  return fmt::format("the bars show what fails; the longest is {}", percent_text(most));
}

}  // namespace

std::string sweep_text(const FinishedSweep& sweep, TextStyle style) {
  SweepSections sections = sweep_sections(sweep);
  Page page{style};
  page.title(printable(sweep.name));
  page.gap();
  page.add(sections.varied);
  page.gap();
  if (!sections.table.empty()) {
    cut_off_values(sections.table, sweep.grid.axes.size());
    const std::string scale = add_bars(sweep, style, sections.table);
    if (!scale.empty()) sections.meaning.rows.push_back({scale});
    page.add(sections.table);
    page.gap();
    page.add(sections.meaning);
  }
  page.add(sections.rerun);
  return page.text();
}

}  // namespace portsim
