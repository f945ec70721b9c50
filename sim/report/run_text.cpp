#include "sim/report/run_text.hpp"

#include "sim/report/run_sections.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

std::string run_text(const Scenario& scenario, const Results& results, TextStyle style) {
  const RunSections sections = run_sections(scenario, results);
  Page page{style};
  page.title(printable(scenario.name));
  page.gap();
  page.add(sections.verdict);
  page.add(sections.rare_failures);
  page.add(sections.errors);
  page.add(sections.why);
  page.add(sections.defects);
  for (const Section& section : sections.findings) page.add(section);
  page.gap();
  page.add(sections.theory);
  for (const Section& section : sections.judgement) page.add(section);
  page.add(sections.dependencies);
  page.gap();
  page.add(sections.rerun);
  return page.text();
}

}  // namespace portsim
