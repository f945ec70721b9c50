#include "sim/report/sweep_html.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/quantity.hpp"
#include "sim/report/html_page.hpp"
#include "sim/report/html_scenario.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/sweep_answer.hpp"
#include "sim/report/sweep_figure.hpp"
#include "sim/report/sweep_knee.hpp"
#include "sim/report/sweep_sections.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

HtmlTable table_of(const std::vector<TableRow>& rows) {
  HtmlTable table{.caption = "Every point that has finished", .columns = {}, .rows = {}};
  for (const TableRow& row : rows) {
    std::vector<std::string> cells;
    cells.reserve(row.cells.size());
    for (const auto& cell : row.cells) cells.push_back(cell.front().text);
    (&row == rows.data() ? table.columns : table.rows.emplace_back()) = std::move(cells);
  }
  return table;
}

// A range where it gives the same values, as one with many is.
std::string list_text(const Axis& axis) {
  const auto first = parse_quantity(axis.values.front());
  const auto second = axis.values.size() > 3 ? parse_quantity(axis.values[1]) : std::nullopt;
  if (first && second && first->unit == second->unit) {
    const Quantity step{second->billionths - first->billionths, first->unit};
    std::string range = fmt::format("{}..{} step {}", axis.values.front(), axis.values.back(), to_text(step));
    if (const auto values = parse_values(range); values && *values == axis.values) return range;
  }
  std::string list;
  for (const std::string& value : axis.values) {
    if (!list.empty()) list += ",";
    list += value;
  }
  return list;
}

// "portsim sweep FILE --vary PATH=…"
std::string sweep_command_line(const FinishedSweep& sweep) {
  std::string command = command_line("sweep", sweep.file, sweep.overrides);
  for (const Axis& axis : sweep.grid.axes) {
    command += " --vary ";
    command += shell_word(fmt::format("{}={}", axis.path, list_text(axis)));
  }
  for (const std::string& where : sweep.grid.where) {
    command += " --where ";
    command += shell_word(where);
  }
  if (sweep.shard.of > 1) command += fmt::format(" --shard {}/{}", sweep.shard.number, sweep.shard.of);
  return command;
}

// How the table is read; where failures begin stands in the answer.
Section reading(const FinishedSweep& sweep, Section meaning) {
  meaning.label.text = "How to read it";
  const std::string knee = knee_text(sweep);
  const auto is_knee = [&](const Row& row) { return row.text == knee; };
  meaning.rows.erase(std::remove_if(meaning.rows.begin(), meaning.rows.end(), is_knee), meaning.rows.end());
  return meaning;
}

std::string seeds_text(const FinishedSweep& sweep) {
  const auto seed = sweep.planned.front().seed;
  for (const PlannedPoint& point : sweep.planned)
    if (point.seed != seed) return "each point has its own seed; --format json has them";
  return fmt::format("seed {}", seed);
}

}  // namespace

std::string sweep_html(const SweepReport& report) {
  const FinishedSweep& sweep = report.sweep;
  const SweepSections sections = sweep_sections(sweep);
  HtmlPage page{printable(sweep.name), "Sweep by portsim sweep"};
  page.verdict(sweep_answer(report));
  page.part("points", "The points");
  page.add(sections.varied);
  if (!sweep.points.empty()) page.add(sweep_figure(report, table_of(sections.table)));
  page.add(reading(sweep, sections.meaning));
  page.part("sources", "Assumptions and sources");
  page.add_sources(report.depends_on);
  page.part("scenario", "The scenario");
  add_scenario_text(page, sweep.file, report.text, sweep.overrides);
  page.part("rerun", "Run it again");
  page.add_command("The same points again:", sweep_command_line(sweep));
  page.add(sections.rerun);
  page.add_paragraph(seeds_text(sweep));
  return std::move(page).text();
}

}  // namespace portsim
