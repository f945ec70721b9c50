#include "sim/report/run_html.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/report/advise_words.hpp"
#include "sim/report/html_page.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/port_map_figure.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/run_sections.hpp"
#include "sim/report/series_figures.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace {

// Line by line: a line break is one, and anything else that would steer the reading is shown as what it is.
std::string readable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    shown += printable(text.substr(0, end)) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shown;
}

bool needs_cure(const RunReport& report) {
  return !meets_all(report.results) || report.results.failures > 0;
}

const TriedRemedy* smallest_cure_of(const Advice& advice) {
  const auto cure = std::find_if(advice.tried.begin(), advice.tried.end(),
                                 [](const TriedRemedy& tried) { return tried.outcome == Outcome::meets; });
  return cure == advice.tried.end() ? nullptr : &*cure;
}

Section cure_section(const Advice& advice) {
  Section section{{"Smallest cure", Emphasis::strong}, {}};
  const TriedRemedy* cure = smallest_cure_of(advice);
  if (!cure) {
    section.rows.push_back({"no single change that was tried meets the thresholds"});
    return section;
  }
  section.rows.push_back({change_words(*cure)});
  section.rows.push_back({result_words(advice, *cure), {"then"}});
  section.rows.push_back({std::string{effort_words(cure->remedy.effort)}, {"takes"}});
  for (const Cost& cost : cure->remedy.costs) section.rows.push_back({cost.text, {"costs"}});
  for (const std::string& doubt : doubts_of(*cure)) section.rows.push_back({doubt, {"doubt"}});
  return section;
}

void add_cure(const RunReport& report, HtmlPage& page) {
  if (!needs_cure(report)) return;
  if (report.advice && !report.advice->meets_already) {
    page.add(cure_section(*report.advice));
    if (const TriedRemedy* cure = smallest_cure_of(*report.advice))
      page.add_command("Try it:", rerun_with(*report.advice, *cure));
  }
  page.add_command(
      "Every change that the system and the scenario allow, the least effort first, and what each costs:",
      command_line("advise", report.scenario.file, report.scenario.overrides));
}

void add_answer(const RunReport& report, const RunSections& sections, HtmlPage& page) {
  page.verdict(sections.verdict);
  page.part("answer", "Why, and what helps");
  page.add(sections.rare_failures);
  page.add(sections.errors);
  page.add(sections.why);
  page.add(sections.defects);
  add_cure(report, page);
}

void add_scenario(const RunReport& report, HtmlPage& page) {
  page.part("scenario", "The scenario");
  page.add_paragraph(printable(report.scenario.file));
  page.add_verbatim("Scenario file", readable(report.text));
  if (report.scenario.overrides.empty()) return;
  std::vector<Row> overrides;
  for (const std::string& text : report.scenario.overrides) overrides.push_back({printable(text)});
  page.add(Section{{"Changed from outside", Emphasis::strong}, overrides});
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
  add_scenario(report, page);
  page.part("rerun", "Run it again");
  page.add(sections.rerun);
  return std::move(page).text();
}

}  // namespace portsim
