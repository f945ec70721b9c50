#include "sim/report/explain_text.hpp"

#include <utility>

#include <fmt/format.h>

#include "sim/report/advise_words.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/story_words.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

std::string which_words(const FinishedExplanation& told) {
  const AttemptStory& story = told.story;
  const std::string before =
      story.failures_before > 0
          ? fmt::format("{} before it failed", count_text(static_cast<double>(story.failures_before)))
          : std::string{told.has_failed() ? "the first that fails" : "none before it failed"};
  return fmt::format("attempt {} of replication {}, at {}: {}", count_text(static_cast<double>(story.number)),
                     told.id.replication + 1, instant_words(story.attempt.when), before);
}

Section search(const FinishedExplanation& told) {
  const AttemptStory& story = told.story;
  Section section{{"Search", Emphasis::strong}, {}};
  section.rows.push_back({search_words(told)});
  for (const HeldPorts& held : story.looked_at) section.rows.push_back({held_words(told, held), {"found"}});
  PortCount looked_at = 0;
  for (const HeldPorts& held : story.looked_at) looked_at += held.ports;
  if (looked_at >= story.ports) return section;  // all of them
  for (const HeldPorts& held : story.in_all) section.rows.push_back({held_words(told, held), {"in all"}});
  return section;
}

void add_ways(const FinishedExplanation& told, Page& page) {
  Section heading{{"Let through", Emphasis::good}, {}};
  heading.rows.push_back(
      {told.ways.ways.empty()
           ? std::string{"no change would have let it through, alone"}
           : std::string{"each of these alone, at the least value that lets it through; portsim "
                         "advise finds what suffices for all"}});
  page.add(heading);
  page.gap();
  std::size_t number = 0;
  for (const TriedWay& way : told.ways.ways) {
    Section section{{fmt::format("Way {}", ++number), Emphasis::strong}, {}};
    section.rows.push_back({change_words(way.remedy, way.chosen)});
    section.rows.push_back({way_words(told, way), {"then"}});
    section.rows.push_back({std::string{effort_words(way.remedy.effort)}, {"takes"}});
    section.rows.push_back({run_with(told, way), {"try it"}});
    page.add(section);
    page.gap();
  }
}

Section without_help(const FinishedExplanation& told) {
  Section section{{"Too little", Emphasis::doubtful}, {}};
  for (const TriedWay& way : told.ways.no_help) section.rows.push_back({no_help_words(told, way)});
  return section;
}

Section impossible(const FinishedExplanation& told) {
  Section section{{"Cannot work", Emphasis::doubtful}, {}};
  for (const Remedy& remedy : told.ways.impossible)
    section.rows.push_back({fmt::format("{}: {}", printable(remedy.title), printable(remedy.why_not))});
  return section;
}

Section rerun(const FinishedExplanation& told) {
  Section section{{"Rerun", Emphasis::strong}, {}};
  section.rows.push_back({explain_command_line(told)});
  section.rows.push_back({fmt::format("seed {}, replication {}: the same attempts as in portsim run",
                                      told.id.seed, told.id.replication + 1)});
  section.rows.push_back(
      {fmt::format("portsim {}, scenario digest {}", portsim_version(), told.scenario->digest)});
  return section;
}

Section told_in_one(std::string label, Emphasis emphasis, std::string text) {
  Section section{{std::move(label), emphasis}, {}};
  if (!text.empty()) section.rows.push_back({std::move(text)});
  return section;
}

}  // namespace

std::string explain_text(const FinishedExplanation& told, TextStyle style) {
  Page page{style};
  page.title(printable(told.scenario->name));
  page.gap();
  page.add(told_in_one(told.has_failed() ? "FAILED" : "CONNECTED",
                       told.has_failed() ? Emphasis::bad : Emphasis::good, which_words(told)));
  page.add(told_in_one("Asked", Emphasis::strong, asked_words(told)));
  page.add(told_in_one("Pool", Emphasis::strong, pool_words(told)));
  page.add(search(told));
  page.add(told_in_one("Answer", Emphasis::strong, answer_words(told)));
  page.add(told_in_one("Wait", Emphasis::strong, wait_words(told)));
  Section defects{{"Defect", Emphasis::bad}, {}};
  for (const ActiveDefect& defect : told.defects) defects.rows.push_back({defect_words(told, defect)});
  page.add(defects);
  page.gap();
  if (told.has_failed()) {
    add_ways(told, page);
    page.add(without_help(told));
    page.add(impossible(told));
    page.gap();
  }
  page.add(rerun(told));
  return page.text();
}

}  // namespace portsim
