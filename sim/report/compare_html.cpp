#include "sim/report/compare_html.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/report/compare_sections.hpp"
#include "sim/report/failures_text.hpp"
#include "sim/report/html_page.hpp"
#include "sim/report/html_scenario.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"
#include "sim/scenario/written_value.hpp"

namespace portsim {
namespace {

// The row of that name has the figure in words.
void add_row(const Section& section, std::string_view name, const std::optional<Estimate>& estimate,
             IntervalTable& table) {
  const auto row = std::find_if(section.rows.begin(), section.rows.end(),
                                [=](const Row& each) { return each.name.text == name; });
  if (row == section.rows.end()) return;
  const bool can_be_drawn = estimate && std::isfinite(estimate->mean);
  table.rows.push_back({.name = std::string{name},
                        .estimate = can_be_drawn ? estimate : std::nullopt,
                        .text = row->text,
                        .is_today = name == "A"});
}

IntervalTable table_for(std::string caption) {
  return {.caption = std::move(caption),
          .name_column = "What",
          .text_column = "Value and its interval",
          .rows = {},
          .line = std::nullopt,
          .line_name = "",
          .is_from_zero = false,
          .is_logarithmic = false};
}

std::string_view words_for(Metric metric) {
  switch (metric) {
    case Metric::failure_fraction:
      return "Connects that fail";
    case Metric::loss_fraction:
      return "Requests that are lost";
    default:
      return "Time of the first failure";
  }
}

void add_metric(const MetricSection& shown, HtmlPage& page) {
  const auto& [metric, section] = shown;
  const std::string_view words = words_for(metric.metric);
  IntervalTable sides = table_for(fmt::format("{}, on both sides.", words));
  sides.is_from_zero = true;
  add_row(section, "A", metric.a, sides);
  add_row(section, "B", metric.b, sides);
  page.add(sides);
  if (!metric.paired) return;
  IntervalTable difference = table_for(fmt::format("{}: how far apart.", words));
  difference.line = 0;
  difference.line_name = "no difference";
  add_row(section, "B - A", metric.paired->difference, difference);
  page.add(difference);
  IntervalTable ratio = table_for(fmt::format("{}: how many times as much.", words));
  ratio.line = 1;
  ratio.line_name = "as much";
  add_row(section, "B / A", metric.paired->ratio, ratio);
  if (!ratio.rows.empty()) page.add(ratio);
}

HtmlTable differences_table(const std::vector<WrittenDifference>& differences) {
  HtmlTable table{
      .caption = "Where the two are written differently", .columns = {"Path", "A", "B"}, .rows = {}};
  const auto cell = [](const std::optional<std::string>& value) {
    return value ? printable(*value) : std::string{"–"};
  };
  for (const WrittenDifference& each : differences)
    table.rows.push_back({printable(each.path), cell(each.a), cell(each.b)});
  return table;
}

std::string workload_cell(const Scenario& scenario, const Results& results, const std::string& name) {
  for (const WorkloadResult& each : results.workloads)
    if (each.name == name)
      return failures_text(each.attempts, each.failures, each.failure_fraction, sample_of(scenario, results));
  return "–";
}

HtmlTable workloads_table(const CompareReport& report) {
  const auto& [a, b, metrics] = report.comparison;
  HtmlTable table{.caption = "What fails, by workload", .columns = {"Workload", "A", "B"}, .rows = {}};
  std::vector<std::string> names;
  for (const Results* side : {&a, &b})
    for (const WorkloadResult& each : side->workloads)
      if (std::find(names.begin(), names.end(), each.name) == names.end()) names.push_back(each.name);
  for (const std::string& name : names)
    table.rows.push_back(
        {printable(name), workload_cell(report.pair.a, a, name), workload_cell(report.pair.b, b, name)});
  return table;
}

std::vector<Dependency> dependencies_of_both(const PairedResults& comparison) {
  std::vector<Dependency> all = comparison.a.depends_on;
  for (const Dependency& each : comparison.b.depends_on)
    if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
  return all;
}

void add_scenarios(const CompareReport& report, HtmlPage& page) {
  const bool is_one_text = report.text_a.text == report.text_b.text;
  page.part("scenario", is_one_text ? "The scenario" : "The scenarios");
  if (is_one_text) page.add_paragraph("A and B are the same file, with the values above.");
  add_scenario_text(page, report.pair.a.file, report.text_a.text, report.text_a.overrides);
  if (!is_one_text) add_scenario_text(page, report.pair.b.file, report.text_b.text, report.text_b.overrides);
}

// With what is missing.
Section verdict_of(const CompareReport& report, Section verdict) {
  const int finished = report.comparison.a.replications;
  const int wanted = report.pair.a.replications;
  if (finished < wanted)
    verdict.rows.push_back(
        {fmt::format("interrupted: {} of {} pairs of replications finished", finished, wanted)});
  return verdict;
}

}  // namespace

std::string compare_html(const CompareReport& report) {
  const CompareSections sections = compare_sections(report.pair, report.comparison);
  HtmlPage page{printable(report.pair.a.name), "Comparison by portsim compare"};
  page.verdict(verdict_of(report, sections.verdict));
  page.part("compared", "What is compared");
  page.add(sections.sides);
  const auto differences = written_differences(report.text_a, report.text_b);
  if (!differences.empty()) page.add(differences_table(differences));
  page.part("differences", "How far apart they are");
  for (const MetricSection& metric : sections.metrics) add_metric(metric, page);
  page.add(sections.pairing);
  page.add(workloads_table(report));
  page.part("sources", "Assumptions and sources");
  page.add_sources(dependencies_of_both(report.comparison));
  add_scenarios(report, page);
  page.part("rerun", "Run it again");
  page.add(sections.rerun);
  return std::move(page).text();
}

}  // namespace portsim
