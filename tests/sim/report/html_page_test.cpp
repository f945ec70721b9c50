#include "sim/report/html_page.hpp"

#include <string>
#include <utility>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string page_with(const Section& section) {
  HtmlPage page{"A page", "Test"};
  page.part("first", "First");
  page.add(section);
  return std::move(page).text();
}

}  // namespace

TEST_CASE("A page may ask for nothing, and names no file to ask for", "[report][html]") {
  HtmlPage page{"A page", "Test"};
  page.part("only", "Only");
  const std::string text = std::move(page).text();
  CHECK(contains(text, "<!DOCTYPE html>\n<html lang=\"en\">"));
  CHECK(contains(text, "content=\"default-src 'none';"));
  CHECK_FALSE(contains(text, "sourceMappingURL"));
  CHECK_FALSE(contains(text, "@import"));
  CHECK_FALSE(contains(text, "<script src"));
  CHECK(count_of(text, "<link") == 1);
  CHECK(contains(text, "<link rel=\"icon\" href=\"data:,\">"));
}

TEST_CASE("A page carries the licence of what it embeds", "[report][html]") {
  HtmlPage page{"A page", "Test"};
  const std::string text = std::move(page).text();
  CHECK(contains(text, "Dan Vanderkam"));
  CHECK(contains(text, "The above copyright notice and this permission notice shall be"));
}

TEST_CASE("A hostile title is text in every place", "[report][html]") {
  HtmlPage page{"</title><script>alert(1)</script>", "Test"};
  const std::string text = std::move(page).text();
  CHECK_FALSE(contains(text, "<script>alert"));
  CHECK(contains(text, "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; – portsim</title>"));
  CHECK(contains(text, "<h1>&lt;/title&gt;"));
}

TEST_CASE("A verdict has a sign beside its colour", "[report][html]") {
  HtmlPage page{"A page", "Test"};
  page.verdict({{"FAILS", Emphasis::bad}, {{"half of <all> fail"}}});
  const std::string text = std::move(page).text();
  CHECK(contains(
      text,
      "<div class=\"verdict bad\">\n<p class=\"word\"><span class=\"sign\" aria-hidden=\"true\">✗</span> "
      "FAILS</p>"));
  CHECK(contains(text, "<p>half of &lt;all&gt; fail</p>"));
}

TEST_CASE("Rows with names are a table with row headers, others are paragraphs", "[report][html]") {
  const std::string named =
      page_with({{"Theory", Emphasis::strong}, {{"46 %", {"Erlang B"}}, {"They agree."}}});
  CHECK(contains(named,
                 "<tr><th scope=\"row\"><span class=\"plain\">Erlang B</span></th><td>46&nbsp;%</td></tr>"));
  CHECK(contains(named, "<tr><td colspan=\"2\">They agree.</td></tr>"));
  CHECK(contains(page_with({{"Loss"}, {{"all"}}}), "<p>all</p>"));
  CHECK_FALSE(contains(page_with({{"Loss"}, {}}), "Loss"));
}

TEST_CASE("A figure has its words, its table and its content, each escaped", "[report][html]") {
  HtmlPage page{"A page", "Test"};
  page.part("first", "First");
  Figure figure;
  figure.id = "ports";
  figure.title = "Ports of <a>";
  figure.caption = "n = 20 & more";
  figure.content = {{"name", "</script>"}};
  figure.table = {"Caption <1>", {"from", "ports"}, {{"0 s", "<3>"}}};
  page.add(figure);
  const std::string text = std::move(page).text();
  CHECK(contains(text, "<figure id=\"ports\" data-chart=\"curves\">\n<h3>Ports of &lt;a&gt;</h3>"));
  CHECK(contains(text, "<figcaption>n = 20 &amp; more</figcaption>"));
  CHECK(contains(text, "<caption>Caption &lt;1&gt;</caption>"));
  CHECK(contains(text, "<th scope=\"col\">from</th><th scope=\"col\">ports</th>"));
  CHECK(contains(text, "<tr><th scope=\"row\">0 s</th><td>&lt;3&gt;</td></tr>"));
  CHECK(contains(
      text, "<script type=\"application/json\" id=\"ports-content\">{\"name\":\"\\u003c/script\\u003e\"}"));
}
