#include "sim/report/html_intervals.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/sim/report/page_contents.hpp"

using namespace portsim;

namespace {

IntervalTable table_with(std::vector<IntervalRow> rows) {
  return {.caption = "What <fails>.",
          .name_column = "What",
          .text_column = "Value",
          .rows = std::move(rows),
          .line = std::nullopt,
          .line_name = "",
          .is_from_zero = false,
          .is_logarithmic = false};
}

}  // namespace

TEST_CASE("Drawn intervals are a table with their figures in words, escaped", "[report][html]") {
  const std::string html = html_intervals(table_with({{"<A>", Estimate{0.5, 0.25, 0.75}, "50 % & more"}}));
  CHECK(has_text(html, "<caption>What &lt;fails&gt;.</caption>"));
  CHECK(has_text(html, "<th scope=\"row\">&lt;A&gt;</th><td>50&nbsp;% &amp; more</td>"));
  CHECK(has_text(html, "aria-hidden=\"true\""));
}

TEST_CASE("A scale spans all intervals and the line, within margins of 3 %", "[report][html]") {
  IntervalTable table = table_with({{"B - A", Estimate{-2, -4, 0}, "-2"}});
  table.line = 4;
  table.line_name = "no difference";
  const std::string html = html_intervals(table);
  // From -4 to 4: the interval reaches from the left margin to the middle, the mean is between.
  CHECK(has_text(html, R"(<line class="interval" x1="3.00%" y1="12" x2="50.00%" y2="12"/>)"));
  CHECK(has_text(html, R"(<circle class="mean" cx="26.50%")"));
  CHECK(has_text(html, R"(<line class="reference" x1="97.00%")"));
  CHECK(has_text(html, "The dashed line: no difference."));
}

TEST_CASE("Bars begin at zero, and what is infinite leaves the scale as it is", "[report][html]") {
  IntervalTable table =
      table_with({{"today", Estimate{1}, "1", true},
                  {"then", Estimate{0.5, 0.5, std::numeric_limits<double>::infinity()}, ""}});
  table.is_from_zero = true;
  const std::string html = html_intervals(table);
  CHECK(has_text(html, R"(<rect class="today" x="3.00%" y="4" width="94.00%")"));
  CHECK(has_text(html, R"(<rect class="bar" x="3.00%" y="4" width="47.00%")"));
  CHECK(has_text(html, R"(x2="97.00%" y2="12"/>)"));
}

TEST_CASE("On a logarithmic scale equal factors are equally far apart, and none is at the left end",
          "[report][html]") {
  IntervalTable table = table_with({{"today", Estimate{1, 1, 1}, "", true},
                                    {"then", Estimate{0.01, 0.0001, 0.1}, ""},
                                    {"none", Estimate{0, 0, 0.01, true}, ""}});
  table.is_logarithmic = true;
  const std::string html = html_intervals(table);
  // From 0.0001 to 1, in four factors of ten: 3, 26.5, 50, 73.5 and 97 %.
  CHECK(has_text(html, R"(<circle class="today" cx="97.00%")"));
  CHECK(has_text(html, R"(<line class="interval" x1="3.00%" y1="12" x2="73.50%" y2="12"/>)"));
  CHECK(has_text(html, R"(<circle class="mean" cx="50.00%")"));
  CHECK(has_text(html, R"(<line class="interval" x1="3.00%" y1="12" x2="50.00%" y2="12"/>)"));
  CHECK(html.find("<circle", html.find(">none<")) == std::string::npos);
}
