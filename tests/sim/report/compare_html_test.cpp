#include "sim/report/compare_html.hpp"

#include <catch2/catch.hpp>

#include "sim/report/compare_sections.hpp"
#include "sim/report/html_text.hpp"

#include "tests/sim/report/page_contents.hpp"
#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

PairedResults sample_results() {
  ComparedMetric metric{Metric::failure_fraction, Estimate{0.467, 0.461, 0.472},
                        Estimate{0.452, 0.448, 0.457}, PairedEstimate{}, false};
  metric.paired->difference = {-0.015, -0.0154, -0.0146};
  metric.paired->ratio = Estimate{0.96788, 0.96702, 0.96874};
  metric.paired->chance = 1e-20;
  return {failing_run(), failing_run(), {metric}};
}

std::string page_of(const PairedResults& results, std::vector<std::string> only_b) {
  ScenarioPair pair{sample_scenario(), sample_scenario(), {}};
  pair.b.overrides = only_b;
  const ScenarioText a{.file = "imap.yaml", .text = "hosts: {web: {os: x}}\n", .overrides = {}};
  ScenarioText b = a;
  b.varied = std::move(only_b);
  return compare_html({pair, results, a, b});
}

}  // namespace

TEST_CASE("A comparison's page answers first, in the words of the text", "[report][html]") {
  const PairedResults results = sample_results();
  const ScenarioPair pair{sample_scenario(), sample_scenario(), {}};
  const CompareSections sections = compare_sections(pair, results);
  const std::string page = page_of(results, {});
  CHECK(has_text(page, "B IS BETTER</p>"));
  CHECK(page.find(html_words("surer than 99.9 %")) < page.find("<section"));
  for (const Row& row : sections.metrics.front().section.rows) {
    INFO(row.text);
    CHECK(has_text(page, "<td>" + html_words(row.text) + "</td>"));
  }
}

TEST_CASE("A comparison draws the difference against none and the ratio against one", "[report][html]") {
  const std::string page = page_of(sample_results(), {});
  CHECK(has_text(page, "The dashed line: no difference."));
  CHECK(has_text(page, "The dashed line: as much."));
}

TEST_CASE("A comparison's page says what differs by path, and hostile values stay text", "[report][html]") {
  const std::string page = page_of(sample_results(), {"hosts.web.os=<img src=x>"});
  CHECK(has_text(page, "<tr><th scope=\"row\">hosts.web.os</th><td>x</td><td>&lt;img src=x&gt;</td></tr>"));
  CHECK_FALSE(has_text(page, "<img"));
  CHECK(has_text(page, "A and B are the same file"));
}

TEST_CASE("A comparison that was interrupted says so first", "[report][html]") {
  PairedResults results = sample_results();
  CHECK_FALSE(has_text(page_of(results, {}), "interrupted"));
  results.a.replications = 7;
  const std::string page = page_of(results, {});
  CHECK(page.find("interrupted: 7 of 20 pairs of replications finished") < page.find("<section"));
}
