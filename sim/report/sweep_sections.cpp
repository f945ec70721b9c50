#include "sim/report/sweep_sections.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

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
  bool has_loss;        // it differs from what fails
  bool has_theory;      // at some point
  bool has_thresholds;  // likewise
  bool varies_n;        // the number of replications
};

double mean_of(const SweptPoint& point, std::string_view name) {
  const Estimate* value = find_value(point, name);
  return value ? value->mean : 0;
}

Table table_of(const FinishedSweep& sweep) {
  Table table{sweep, false, false, false, false};
  for (const SweptPoint& point : sweep.points) {
    table.has_loss |= std::abs(mean_of(point, "failure_fraction") - mean_of(point, "loss_fraction")) > 1e-12;
    table.has_theory |= find_value(point, "theory.failure_fraction") != nullptr;
    table.has_thresholds |= point.is_met.has_value();
    table.varies_n |= point.replications.size() != sweep.points.front().replications.size();
  }
  return table;
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

TableRow head(const Table& table) {
  TableRow row;
  const auto add = [&](std::string title) { row.cells.push_back(cell(std::move(title), Emphasis::strong)); };
  for (std::size_t axis = 0; axis < table.sweep.grid.axes.size(); ++axis)
    add(printable(short_name(table.sweep.grid, axis)));
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
    row.cells.push_back(cell(printable(sweep.value(point, axis))));
  if (table.varies_n) row.cells.push_back(cell(count_text(static_cast<double>(point.replications.size()))));
  const Estimate* failing = failing_at(point);
  row.cells.push_back(cell(failing ? percent_cell(table, point, "failure_fraction") : "-"));
  row.cells.push_back(cell(failing ? percent_interval_text(*failing) : "-"));
  if (table.has_loss) row.cells.push_back(cell(percent_cell(table, point, "loss_fraction")));
  if (table.has_theory) row.cells.push_back(cell(theory_cell(point)));
  row.cells.push_back(cell(first_failure_cell(table, point)));
  if (table.has_thresholds) row.cells.push_back(thresholds_cell(point));
  return row;
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

std::vector<TableRow> rows_of(const Table& table) {
  std::vector<TableRow> rows;
  if (table.sweep.points.empty()) return rows;
  rows.reserve(table.sweep.points.size() + 1);
  rows.push_back(head(table));
  for (const SweptPoint& point : table.sweep.points) rows.push_back(row_of(table, point));
  return rows;
}

Section varied(const Table& table) {
  const Grid& grid = table.sweep.grid;
  Section section{{"Varied", Emphasis::strong}, {}};
  for (const Axis& axis : grid.axes) section.rows.push_back({printable(axis.path)});
  for (const std::string& where : grid.where) section.rows.push_back({"where " + printable(where)});
  section.rows.push_back({size_text(table)});
  return section;
}

Section meaning(const Table& table) {
  const auto& points = table.sweep.points;
  Section section{{"Result", Emphasis::strong}, {}};
  if (const std::string knee = knee_text(table.sweep); !knee.empty()) section.rows.push_back({knee});
  const bool has_doubts =
      std::any_of(points.begin(), points.end(), [](const SweptPoint& point) { return point.is_uncertain; });
  if (has_doubts) section.rows.push_back({"yes? and NO?: the interval contains a threshold"});
  if (std::any_of(points.begin(), points.end(), has_doubtful_theory))
    section.rows.push_back(
        {"(in parentheses): theory that a point need not agree with; portsim run says why"});
  return section;
}

Section rerun(const FinishedSweep& sweep) {
  std::vector<std::string> overrides = sweep.overrides;
  for (const Axis& axis : sweep.grid.axes) overrides.push_back(axis.path + "=VALUE");
  Section section{{"One point", Emphasis::strong}, {}};
  section.rows.push_back({run_command_line(sweep.file, overrides)});
  section.rows.push_back({fmt::format("portsim {}, sweep digest {}", portsim_version(), sweep.digest)});
  return section;
}

}  // namespace

SweepSections sweep_sections(const FinishedSweep& sweep) {
  const Table table = table_of(sweep);
  return {.varied = varied(table), .table = rows_of(table), .meaning = meaning(table), .rerun = rerun(sweep)};
}

}  // namespace portsim
