#include "sim/report/advise_html.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/report/advise_sections.hpp"
#include "sim/report/advise_words.hpp"
#include "sim/report/citations.hpp"
#include "sim/report/failures_text.hpp"
#include "sim/report/html_page.hpp"
#include "sim/report/html_scenario.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

IntervalRow row_of(const Scenario& scenario, const Results& results, std::string name) {
  IntervalRow row{.name = std::move(name), .estimate = std::nullopt, .text = "no connect", .is_today = false};
  if (results.attempts == 0) return row;
  const EstimateText text = percent_estimate(results.failure_fraction, sample_of(scenario, results));
  row.estimate = results.failure_fraction;
  row.text = fmt::format("{} ({})", text.value, text.certainty);
  return row;
}

// What fails today, and with each change that cures it or helps.
IntervalTable changes_table(const Advice& advice) {
  IntervalTable table{.caption =
                          "Connects that fail, today and with each change alone, on a logarithmic "
                          "scale; where there is no dot, none failed.",
                      .name_column = "Change",
                      .text_column = "Connects that fail",
                      .rows = {row_of(advice.scenario, advice.as_it_is, "today")},
                      .line = std::nullopt,
                      .line_name = "",
                      .is_from_zero = false,
                      .is_logarithmic = true};
  table.rows.front().is_today = true;
  std::size_t rank = 0;
  for (const TriedRemedy& tried : advice.tried) {
    if (tried.outcome == Outcome::useless) continue;
    const std::string number = tried.outcome == Outcome::meets ? fmt::format("{}. ", ++rank) : "";
    table.rows.push_back(row_of(advice.scenario, tried.results, number + change_words(tried)));
    if (tried.outcome != Outcome::meets)
      table.rows.back().text += fmt::format("; {}", outcome_words(tried.outcome));
  }
  for (const Threshold& threshold : advice.scenario.thresholds) {
    if (!is_about_all_failures(threshold)) continue;
    table.line = threshold.value;
    table.line_name = printable(threshold.expression);
  }
  return table;
}

void add_answer(const Advice& advice, const AdviseSections& sections, HtmlPage& page) {
  Section answer = sections.today;
  for (const Row& row : sections.summary.rows) answer.rows.push_back(row);
  page.verdict(answer);
  page.part("changes", "What cures it");
  if (advice.is_interrupted) page.add_paragraph("It was interrupted: remedies are missing.");
  if (!advice.tried.empty()) page.add(changes_table(advice));
  page.add(sections.cures);
}

// Each section of what does not cure by itself, and what cannot.
void add_rest(const AdviseSections& sections, HtmlPage& page) {
  const bool has_any = std::any_of(sections.others.begin(), sections.others.end(),
                                   [](const Section& section) { return !section.rows.empty(); });
  if (!has_any && sections.impossible.rows.empty()) return;
  page.part("rest", "What does not");
  page.add(sections.others);
  page.add(sections.impossible);
}

}  // namespace

std::string advise_html(const Advice& advice, std::string_view text) {
  Citations citations;
  const AdviseSections sections = advise_sections(advice, citations);
  const Scenario& scenario = advice.scenario;
  HtmlPage page{printable(scenario.name), "Advice by portsim advise"};
  add_answer(advice, sections, page);
  add_rest(sections, page);
  page.part("sources", "Assumptions and sources");
  if (!citations.cited().empty()) page.add_citations(citations.cited());
  page.add_sources(advice.as_it_is.depends_on);
  page.part("scenario", "The scenario");
  add_scenario_text(page, scenario.file, text, scenario.overrides);
  page.part("rerun", "Run it again");
  page.add(sections.rerun);
  return std::move(page).text();
}

}  // namespace portsim
