#include "sim/report/sweep_text.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/sweep_knee.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// What every part of the report is made from.
struct Table {
  const FinishedSweep& sweep;
  TextStyle style;
  bool has_loss;         // it differs from what fails
  bool has_theory;       // at some point
  bool has_thresholds;   // likewise
  bool varies_n;         // the number of replications
  double failures_most;  // the failure fraction of the longest bar
};

const Estimate* find_value(const SweptPoint& point, std::string_view name) {
  const Measurement* measured = find_measurement(point, name);
  return measured ? &*measured->value : nullptr;
}

double mean_of(const SweptPoint& point, std::string_view name) {
  const Estimate* value = find_value(point, name);
  return value ? value->mean : 0;
}

Table table_of(const FinishedSweep& sweep, TextStyle style) {
  Table table{sweep, style, false, false, false, false, 0};
  for (const SweptPoint& point : sweep.points) {
    const double failing = mean_of(point, "failure_fraction");
    table.has_loss |= std::abs(failing - mean_of(point, "loss_fraction")) > 1e-12;
    table.has_theory |= find_value(point, "theory.failure_fraction") != nullptr;
    table.has_thresholds |= point.is_met.has_value();
    table.varies_n |= point.replications.size() != sweep.points.front().replications.size();
    table.failures_most = std::max(table.failures_most, failing);
  }
  return table;
}

// For a column that leaves room for others; the whole text is in JSON and CSV.
std::string cut_off(std::string_view text) {
  constexpr int width_max = 24;
  std::string shown = printable(text);
  if (width_of(shown) <= width_max) return shown;
  int width = 0;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    const bool begins_character = (static_cast<unsigned char>(shown[at]) & 0xc0) != 0x80;
    if (begins_character && ++width > width_max - 3) return shown.substr(0, at) + "...";
  }
  return shown;
}

std::vector<Marked> cell(std::string text, Emphasis emphasis = Emphasis::none) {
  return {{std::move(text), emphasis}};
}

SampleSize sample_of(const Table& table, const SweptPoint& point) {
  const int n = static_cast<int>(point.replications.size());
  return {n, n, table.sweep.planned[point.point].confidence};
}

std::string percent_cell(const Table& table, const SweptPoint& point, std::string_view name) {
  const Estimate* value = find_value(point, name);
  return value ? percent_estimate(*value, sample_of(table, point)).value : "-";
}

std::string first_failure_cell(const Table& table, const SweptPoint& point) {
  const Estimate* value = find_value(point, "time_to_first_failure");
  return value ? seconds_estimate(*value, sample_of(table, point)).value : "-";
}

std::vector<Marked> thresholds_cell(const SweptPoint& point) {
  if (!point.is_met) return cell("-");
  const std::string doubt = point.is_uncertain ? "?" : "";  // short: bars need the room
  const Emphasis decided = *point.is_met ? Emphasis::good : Emphasis::bad;
  return cell((*point.is_met ? "yes" : "NO") + doubt, point.is_uncertain ? Emphasis::doubtful : decided);
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

TableRow head(const Table& table) {
  TableRow row;
  const auto add = [&](std::string title) { row.cells.push_back(cell(std::move(title), Emphasis::strong)); };
  for (std::size_t axis = 0; axis < table.sweep.grid.axes.size(); ++axis)
    add(cut_off(short_name(table.sweep.grid, axis)));
  if (table.varies_n) add("n");
  add("fails");
  add("interval");
  if (table.has_loss) add("lost");
  if (table.has_theory) add("theory");
  add("first at");
  if (table.has_thresholds) add("met");
  return row;
}

bool has_doubtful_theory(const SweptPoint& point) {
  return find_value(point, "theory.failure_fraction") && !find_value(point, "theory.agrees");
}

std::string theory_cell(const SweptPoint& point) {
  const Estimate* theory = find_value(point, "theory.failure_fraction");
  if (!theory) return "-";
  const std::string text = percent_text(theory->mean);
  return has_doubtful_theory(point) ? "(" + text + ")" : text;
}

// Without its bar: how long that may be depends on all rows.
TableRow row_of(const Table& table, const SweptPoint& point) {
  TableRow row;
  const FinishedSweep& sweep = table.sweep;
  for (std::size_t axis = 0; axis < sweep.grid.axes.size(); ++axis)
    row.cells.push_back(cell(cut_off(sweep.value(point, axis))));
  if (table.varies_n) row.cells.push_back(cell(count_text(static_cast<double>(point.replications.size()))));
  const bool has_attempts = mean_of(point, "attempts") > 0;
  const Estimate* failing = has_attempts ? find_value(point, "failure_fraction") : nullptr;
  row.cells.push_back(cell(failing ? percent_cell(table, point, "failure_fraction") : "-"));
  row.cells.push_back(cell(failing ? percent_interval_text(*failing) : "-"));
  if (table.has_loss) row.cells.push_back(cell(percent_cell(table, point, "loss_fraction")));
  if (table.has_theory) row.cells.push_back(cell(theory_cell(point)));
  row.cells.push_back(cell(first_failure_cell(table, point)));
  if (table.has_thresholds) row.cells.push_back(thresholds_cell(point));
  return row;
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
std::string add_bars(const Table& table, std::vector<TableRow>& rows) {
  constexpr int width_min = 6;
  constexpr int width_max = 20;
  const int width = std::min(width_left(rows), width_max);
  if (width < width_min || table.failures_most <= 0) return "";
  for (std::size_t n = 0; n < table.sweep.points.size(); ++n)
    rows[n + 1].text = bar(mean_of(table.sweep.points[n], "failure_fraction") / table.failures_most, width,
                           table.style.unicode);
  return fmt::format("the bars show what fails; the longest is {}", percent_text(table.failures_most));
}

// "28 points, 20 replications each, 95 % intervals"
std::string size_text(const Table& table) {
  const FinishedSweep& sweep = table.sweep;
  const std::size_t wanted = sweep.wanted();
  const bool is_whole = sweep.points.size() == wanted;
  std::string text = is_whole ? counted(static_cast<double>(wanted), "point")
                              : fmt::format("{} of {} points", sweep.points.size(), wanted);
  if (sweep.shard.of > 1)
    text = fmt::format("part {}/{}, {} of the sweep's {}", sweep.shard.number, sweep.shard.of, text,
                       sweep.grid.points.size());
  if (sweep.points.empty()) return text;
  if (!table.varies_n) {
    const auto n = static_cast<double>(sweep.points.front().replications.size());
    text += fmt::format(", n = {}{}", counted(n, "replication"), sweep.points.size() > 1 ? " each" : "");
  }
  std::set<double> confidences;
  for (const SweptPoint& point : sweep.points)
    confidences.insert(sweep.planned[point.point].confidence.value());
  if (confidences.size() == 1)
    text += fmt::format(", {} intervals", confidence_text(Probability{*confidences.begin()}));
  return text;
}

void add_table(const Table& table, Page& page) {
  const auto& points = table.sweep.points;
  std::vector<TableRow> rows{head(table)};
  for (const SweptPoint& point : points) rows.push_back(row_of(table, point));
  const std::string scale = add_bars(table, rows);
  page.add(rows);
  page.gap();
  Section meaning{{"Result", Emphasis::strong}, {}};
  if (const std::string knee = knee_text(table.sweep); !knee.empty()) meaning.rows.push_back({knee});
  const bool has_doubts =
      std::any_of(points.begin(), points.end(), [](const SweptPoint& point) { return point.is_uncertain; });
  if (has_doubts) meaning.rows.push_back({"yes? and NO?: the interval contains a threshold"});
  if (std::any_of(points.begin(), points.end(), has_doubtful_theory))
    meaning.rows.push_back(
        {"(in parentheses): theory that a point need not agree with; portsim run says why"});
  if (!scale.empty()) meaning.rows.push_back({scale});
  page.add(meaning);
}

void add_rerun(const FinishedSweep& sweep, Page& page) {
  std::vector<std::string> overrides = sweep.overrides;
  for (const Axis& axis : sweep.grid.axes) overrides.push_back(axis.path + "=VALUE");
  Section section{{"One point", Emphasis::strong}, {}};
  section.rows.push_back({run_command_line(sweep.file, overrides)});
  section.rows.push_back({fmt::format("portsim {}, sweep digest {}", portsim_version(), sweep.digest)});
  page.add(section);
}

}  // namespace

std::string sweep_text(const FinishedSweep& sweep, TextStyle style) {
  const Table table = table_of(sweep, style);
  Page page{style};
  page.title(printable(sweep.name));
  page.gap();
  Section varied{{"Varied", Emphasis::strong}, {}};
  for (const Axis& axis : sweep.grid.axes) varied.rows.push_back({printable(axis.path)});
  for (const std::string& where : sweep.grid.where) varied.rows.push_back({"where " + printable(where)});
  varied.rows.push_back({size_text(table)});
  page.add(varied);
  page.gap();
  if (!sweep.points.empty()) add_table(table, page);
  add_rerun(sweep, page);
  return page.text();
}

}  // namespace portsim
