#include "sim/report/advise_sections.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/report/advise_words.hpp"
#include "sim/report/citations.hpp"
#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/verdict.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

Section today(const Advice& advice) {
  const Results& results = advice.as_it_is;
  Section section{verdict_word(results), {}};
  section.rows.push_back({failures_text(results.attempts, results.failures, results.failure_fraction,
                                        sample_of(advice.scenario, results))});
  for (const std::string& crossed : crossed_texts(results)) section.rows.push_back({crossed});
  if (const std::string words = default_thresholds_words(advice); !words.empty())
    section.rows.push_back({words});
  if (advice.meets_already) section.rows.push_back({"every threshold is met already: nothing was searched"});
  return section;
}

std::size_t count_of(const Advice& advice, Outcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(advice.tried.begin(), advice.tried.end(),
                    [&](const TriedRemedy& tried) { return tried.outcome == outcome; }));
}

Section summary(const Advice& advice) {
  const std::size_t cures = count_of(advice, Outcome::meets);
  const auto all = static_cast<double>(advice.tried.size());
  if (cures == 0)
    return {{"NO CURE", Emphasis::bad},
            {{advice.tried.empty()
                  ? std::string{"nothing can be tried against this"}
                  : fmt::format("of {} tried none meets the thresholds alone", counted(all, "change"))}}};
  return {
      {"ADVICE", Emphasis::good},
      {{fmt::format("{} of {} meet the thresholds, each alone; the least effort comes first, and each has "
                    "its least change that suffices",
                    cures, advice.tried.size() + advice.impossible.size())}}};
}

Section cure(const Advice& advice, const TriedRemedy& tried, std::size_t rank, Citations& citations) {
  Section section{{fmt::format("Remedy {}", rank), Emphasis::strong}, {{change_words(tried)}}};
  section.rows.push_back({result_words(advice, tried), {"then"}});
  section.rows.push_back({std::string{effort_words(tried.remedy.effort)}, {"takes"}});
  for (const Cost& cost : tried.remedy.costs)
    section.rows.push_back({cost.text + (cost.source ? " " + citations.mark(*cost.source) : ""), {"costs"}});
  for (const Dependency& each : new_dependencies(advice.as_it_is, tried.results))
    section.rows.push_back(
        {fmt::format("{} ({})", printable(each.fact), name_of(each.source.confidence)), {"rests on"}});
  for (const std::string& doubt : doubts_of(tried)) section.rows.push_back({doubt, {"doubt"}});
  section.rows.push_back({rerun_with(advice, tried), {"try it"}});
  return section;
}

Section others(const Advice& advice, Outcome outcome, std::string label) {
  Section section{{std::move(label), Emphasis::doubtful}, {}};
  for (const TriedRemedy& tried : advice.tried) {
    if (tried.outcome != outcome) continue;
    std::string text = fmt::format("{}; then {}", change_words(tried), result_words(advice, tried));
    for (const std::string& doubt : doubts_of(tried)) text += "; " + doubt;
    for (const Dependency& each : new_dependencies(advice.as_it_is, tried.results))
      text += fmt::format("; rests on: {} ({})", printable(each.fact), name_of(each.source.confidence));
    section.rows.push_back({text});
  }
  return section;
}

Section impossible(const Advice& advice) {
  Section section{{"Cannot work", Emphasis::doubtful}, {}};
  for (const Remedy& remedy : advice.impossible)
    section.rows.push_back({fmt::format("{}: {}", printable(remedy.title), printable(remedy.why_not))});
  return section;
}

Section rerun(const Advice& advice) {
  const Scenario& scenario = advice.scenario;
  return {
      {"Rerun", Emphasis::strong},
      {{advise_command_line(advice)},
       {fmt::format("seed {}, {} of {} as it is, and as many as it takes of each remedy", scenario.seed,
                    counted(advice.as_it_is.replications, "replication"), duration_text(scenario.duration))},
       {fmt::format("portsim {}, scenario digest {}", portsim_version(), scenario.digest)}}};
}

}  // namespace

AdviseSections advise_sections(const Advice& advice, Citations& citations) {
  AdviseSections sections{
      .today = today(advice),
      .summary = {},
      .cures = {},
      .others = {others(advice, Outcome::perhaps, "Perhaps"), others(advice, Outcome::helps, "Too little"),
                 others(advice, Outcome::useless, "No help")},
      .impossible = impossible(advice),
      .rerun = rerun(advice)};
  if (!advice.meets_already && !advice.is_interrupted) sections.summary = summary(advice);
  for (const TriedRemedy& tried : advice.tried)
    if (tried.outcome == Outcome::meets)
      sections.cures.push_back(cure(advice, tried, sections.cures.size() + 1, citations));
  return sections;
}

}  // namespace portsim
