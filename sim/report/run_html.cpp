#include "sim/report/run_html.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/report/advise_words.hpp"
#include "sim/report/html_page.hpp"
#include "sim/report/html_scenario.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/port_map_figure.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/run_sections.hpp"
#include "sim/report/series_figures.hpp"
#include "sim/report/verdict.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace {

Section cure_section(const QuickCure& found) {
  const TriedRemedy& cure = found.cure;
  Section section{{"Smallest cure", Emphasis::strong}, {}};
  section.rows.push_back({change_words(cure), {"change"}});
  section.rows.push_back({result_words(found.scenario, cure), {"then"}});
  section.rows.push_back({std::string{effort_words(cure.remedy.effort)}, {"takes"}});
  for (const Cost& cost : cure.remedy.costs) section.rows.push_back({cost.text, {"costs"}});
  for (const ThresholdResult& result : cure.results.thresholds)
    if (result.uncertain)
      section.rows.push_back(
          {fmt::format("the interval contains the threshold {}", printable(result.threshold.expression)),
           {"doubt"}});
  if (found.has_default_thresholds)
    section.rows.push_back({fmt::format("the scenario states no thresholds; it is held to {}",
                                        printable(found.scenario.thresholds.front().expression)),
                            {"held to"}});
  section.rows.push_back(
      {fmt::format("by {} at each value, and {} at this one", counted(found.replications, "replication"),
                   counted(cure.results.replications, "replication")),
       {"found"}});
  return section;
}

void add_cure(const RunReport& report, HtmlPage& page) {
  if (verdict_word(report.results).text != "FAILS") return;
  const Scenario& scenario = report.scenario;
  if (report.cure) {
    page.add(cure_section(*report.cure));
    std::vector<std::string> overrides = scenario.overrides;
    const auto& change = report.cure->cure.chosen.overrides;
    overrides.insert(overrides.end(), change.begin(), change.end());
    page.add_command("Try it:", run_command_line(scenario.file, overrides));
  }
  page.add_command(
      "Every change that the system and the scenario allow, the least effort first, and what each costs:",
      command_line("advise", scenario.file, scenario.overrides));
}

void add_answer(const RunReport& report, const RunSections& sections, HtmlPage& page) {
  Section verdict = sections.verdict;
  if (report.results.is_interrupted)
    verdict.rows.push_back({fmt::format("interrupted: {} of {} finished", report.results.replications,
                                        counted(report.scenario.replications, "replication"))});
  page.verdict(verdict);
  page.part("answer", "Why, and what helps");
  page.add(sections.rare_failures);
  page.add(sections.errors);
  page.add(sections.why);
  page.add(sections.defects);
  add_cure(report, page);
}

}  // namespace

std::string run_html(const RunReport& report) {
  const RunSections sections = run_sections(report.scenario, report.results);
  HtmlPage page{printable(report.scenario.name), "Prediction of portsim run"};
  add_answer(report, sections, page);
  page.part("over-time", "Over time");
  for (const Figure& figure : series_figures(report.scenario, report.results)) page.add(figure);
  if (report.ports && !report.ports->pools.empty()) {
    page.part("port-map-part", "Port map");
    page.add(port_map_figure(report.scenario, report.results, *report.ports));
  }
  page.part("details", "In detail");
  page.add(sections.findings);
  page.add(sections.judgement);
  page.part("theory", "Theory beside simulation");
  page.add(sections.theory);
  page.part("sources", "Assumptions and sources");
  page.add_sources(report.results.depends_on);
  page.part("scenario", "The scenario");
  add_scenario_text(page, report.scenario.file, report.text, report.scenario.overrides);
  page.part("rerun", "Run it again");
  page.add(sections.rerun);
  return std::move(page).text();
}

}  // namespace portsim
