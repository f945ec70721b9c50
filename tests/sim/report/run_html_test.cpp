// The page of a run says what the text report says, in the same words.
#include "sim/report/run_html.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "sim/report/html_text.hpp"
#include "sim/report/run_sections.hpp"

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  INFO(part);
  return text.find(part) != std::string::npos;
}

std::string page_of(const Scenario& scenario, const Results& results, std::string_view text = "") {
  return run_html({.scenario = scenario, .results = results, .text = text, .ports = {}, .cure = {}});
}

void check_says(const std::string& page, const Section& section) {
  for (const Row& row : section.rows) {
    INFO(row.text);
    CHECK(contains(page, html_words(row.text)));
    CHECK(contains(page, html_words(row.name.text)));
  }
}

}  // namespace

TEST_CASE("A page says all that the text report says", "[report][html]") {
  for (const Results& results : {failing_run(), holding_run(), single_run(), idle_run()}) {
    const RunSections sections = run_sections(sample_scenario(), results);
    const std::string page = page_of(sample_scenario(), results);
    for (const Section& section :
         {sections.verdict, sections.errors, sections.why, sections.theory, sections.rerun})
      check_says(page, section);
    for (const Section& section : sections.findings) check_says(page, section);
    for (const Section& section : sections.judgement) check_says(page, section);
  }
}

TEST_CASE("The verdict stands before every chart and table", "[report][html]") {
  const std::string page = page_of(sample_scenario(), failing_run());
  const auto verdict = page.find("class=\"verdict bad\"");
  REQUIRE(verdict != std::string::npos);
  CHECK(verdict < page.find("<section"));
}

TEST_CASE("A page of an interrupted run says so", "[report][html]") {
  Results results = failing_run();
  results.replications = 7;
  results.is_interrupted = true;
  CHECK(contains(page_of(sample_scenario(), results), "<p>interrupted: 7 of 20 replications finished</p>"));
  CHECK_FALSE(contains(page_of(sample_scenario(), failing_run()), "interrupted"));
}

TEST_CASE("A run that fails says how to find its cure, one that holds does not", "[report][html]") {
  CHECK(contains(page_of(sample_scenario(), failing_run()), "portsim advise imap.yaml"));
  CHECK_FALSE(contains(page_of(sample_scenario(), holding_run()), "portsim advise"));
}

TEST_CASE("Sources have their confidence, and are links where they have an address", "[report][html]") {
  const std::string page = page_of(sample_scenario(), failing_run());
  CHECK(contains(
      page,
      "<tr><th scope=\"row\">TIME_WAIT lasts 240 s</th><td>reported</td><td><a "
      "href=\"https://support.microsoft.com/kb/149532\" rel=\"noopener noreferrer\">KB149532</a></td>"));
  CHECK(contains(page_of(sample_scenario(), holding_run()), "rests on no fact that is only reported"));
  CHECK(contains(page, "<td>inferred</td><td>walk of the range as documented for Server 2003</td>"));
}

TEST_CASE("The scenario stands in the page as it was read, and what was changed from outside",
          "[report][html]") {
  Scenario scenario = sample_scenario();
  scenario.overrides = {"seed=7", "scenario=<b>"};
  const std::string page = page_of(scenario, failing_run(), "scenario: a  # <b>\n\x1b[31m\tduration: 1s\n");
  CHECK(contains(page, "<code>scenario: a  # &lt;b&gt;\n\\x1b[31m"));
  CHECK(contains(page, "<p>seed=7</p>"));
  CHECK(contains(page, "<p>scenario=&lt;b&gt;</p>"));
  CHECK_FALSE(contains(page, "a  # <b>"));
  CHECK_FALSE(contains(page, "scenario=<b>"));
}
