#include "sim/report/advise_text.hpp"

#include "sim/report/advise_sections.hpp"
#include "sim/report/citations.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

std::string advise_text(const Advice& advice, TextStyle style) {
  Page page{style};
  Citations citations;
  const AdviseSections sections = advise_sections(advice, citations);
  page.title(printable(advice.scenario.name));
  page.gap();
  page.add(sections.today);
  page.add(sections.summary);
  page.gap();
  for (const Section& cure : sections.cures) {
    page.add(cure);
    page.gap();
  }
  for (const Section& section : sections.others) page.add(section);
  page.add(sections.impossible);
  if (!advice.tried.empty() || !advice.impossible.empty()) page.gap();
  if (const Section sources = sources_section(citations); !sources.rows.empty()) {
    page.add(sources);
    page.gap();
  }
  page.add(sections.rerun);
  return page.text();
}

}  // namespace portsim
