#include "sim/report/compare_text.hpp"

#include "sim/report/compare_sections.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

std::string compare_text(const ScenarioPair& pair, const PairedResults& comparison, TextStyle style) {
  const CompareSections sections = compare_sections(pair, comparison);
  Page page{style};
  page.title(printable(pair.a.name));
  page.gap();
  page.add(sections.verdict);
  page.add(sections.sides);
  page.gap();
  for (const MetricSection& metric : sections.metrics) page.add(metric.section);
  page.add(sections.pairing);
  page.gap();
  page.add(sections.rerun);
  return page.text();
}

}  // namespace portsim
