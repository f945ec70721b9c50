#include "sim/report/advise_html.hpp"

#include <catch2/catch.hpp>

#include "sim/report/advise_sections.hpp"
#include "sim/report/html_text.hpp"

#include "tests/sim/report/page_contents.hpp"
#include "tests/sim/report/sample_advice.hpp"

using namespace portsim;

TEST_CASE("Advice as a page has all rows of the text, today first", "[report][html]") {
  const Advice advice = sample_advice();
  Citations citations;
  const AdviseSections sections = advise_sections(advice, citations);
  const std::string page = advise_html(advice, "scenario: a\n");
  CHECK(page.find("FAILS</p>") < page.find("<section"));
  for (const auto* rows : {&sections.today.rows, &sections.summary.rows, &sections.cures.at(0).rows,
                           &sections.impossible.rows, &sections.rerun.rows})
    for (const Row& row : *rows) {
      INFO(row.text);
      CHECK(has_text(page, html_words(row.text)));
    }
}

TEST_CASE("Advice draws today and each change that helps, with its rank", "[report][html]") {
  const std::string page = advise_html(sample_advice(), "");
  CHECK(has_text(page, "<th scope=\"row\">today</th><td>46.7&nbsp;%"));
  CHECK(has_text(page, "<th scope=\"row\">1. MaxUserPort of mail-front-end: 8000 instead of 5000</th>"));
  CHECK_FALSE(has_text(page, "<th scope=\"row\">retries of web|mail"));  // it does not help
}

TEST_CASE("Sources of costs are numbered and are links", "[report][html]") {
  const std::string page = advise_html(sample_advice(), "");
  CHECK(has_text(page, "a service may find its port taken [1]"));
  CHECK(has_text(page, "<li>[1] documented: <a href=\"https://support.microsoft.com/kb/812873\""));
}

TEST_CASE("Advice that was interrupted says so", "[report][html]") {
  Advice advice = sample_advice();
  advice.is_interrupted = true;
  CHECK(has_text(advise_html(advice, ""), "It was interrupted: remedies are missing."));
}
