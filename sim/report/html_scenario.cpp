#include "sim/report/html_scenario.hpp"

#include <algorithm>

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

}  // namespace

void add_scenario_text(HtmlPage& page, const std::string& file, std::string_view text,
                       const std::vector<std::string>& overrides) {
  page.add_paragraph(printable(file));
  page.add_verbatim("Scenario file", readable(text));
  if (overrides.empty()) return;
  Section changed{{"Changed from outside", Emphasis::strong}, {}};
  for (const std::string& override_text : overrides) changed.rows.push_back({printable(override_text)});
  page.add(changed);
}

}  // namespace portsim
