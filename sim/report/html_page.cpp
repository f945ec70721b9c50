#include "sim/report/html_page.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "sim/report/html_assets.hpp"
#include "sim/report/html_text.hpp"
#include "sim/report/version.hpp"

namespace portsim {

namespace {

// What no page may do: ask for anything, or be led elsewhere.
constexpr std::string_view content_policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'";

// A colour is never all that tells.
struct Look {
  std::string_view css_class;
  std::string_view sign;
};

Look look_of(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none:
      return {"plain", ""};
    case Emphasis::strong:
      return {"strong", ""};
    case Emphasis::good:
      return {"good", "✓"};
    case Emphasis::doubtful:
      return {"doubtful", "!"};
    case Emphasis::bad:
      return {"bad", "✗"};
  }
  return {};
}

std::string marked(const Marked& text) {
  const auto [css_class, sign] = look_of(text.emphasis);
  const std::string before = sign.empty() ? "" : fmt::format("<span aria-hidden=\"true\">{}</span> ", sign);
  return fmt::format("<span class=\"{}\">{}{}</span>", css_class, before, html_words(text.text));
}

std::string paragraphs(const std::vector<Row>& rows) {
  std::string html;
  for (const Row& row : rows) html += fmt::format("<p>{}</p>\n", html_words(row.text));
  return html;
}

// Rows with names are a table; those without stand across it.
std::string named_rows(const std::vector<Row>& rows) {
  std::string html = "<table class=\"facts\"><tbody>\n";
  for (const Row& row : rows) {
    html += row.name.text.empty() ? fmt::format("<tr><td colspan=\"2\">{}</td></tr>\n", html_words(row.text))
                                  : fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                                                marked(row.name), html_words(row.text));
  }
  return html + "</tbody></table>\n";
}

std::string rows_of(const std::vector<Row>& rows) {
  const bool are_named =
      std::any_of(rows.begin(), rows.end(), [](const Row& row) { return !row.name.text.empty(); });
  return are_named ? named_rows(rows) : paragraphs(rows);
}

std::string table_row(const std::vector<std::string>& cells) {
  std::string html = "<tr>";
  for (const std::string& cell : cells)
    html += &cell == cells.data() ? fmt::format("<th scope=\"row\">{}</th>", html_text(cell))
                                  : fmt::format("<td>{}</td>", html_text(cell));
  return html + "</tr>\n";
}

// It scrolls by itself where the page is narrow, and the keyboard reaches it to do so.
std::string table(const HtmlTable& table) {
  std::string html = fmt::format(
      "<div class=\"scroll\" role=\"region\" aria-label=\"{0}\" tabindex=\"0\"><table class=\"figures\">\n"
      "<caption>{0}</caption>\n<thead><tr>",
      html_text(table.caption));
  for (const std::string& column : table.columns)
    html += fmt::format("<th scope=\"col\">{}</th>", html_text(column));
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) html += table_row(row);
  return html + "</tbody></table></div>\n";
}

std::string_view name_of(Chart chart) {
  constexpr std::string_view names[] = {"curves", "port-map", "sweep"};
  return names[static_cast<std::size_t>(chart)];
}

std::string script(std::string_view text) {
  return fmt::format("<script>\n{}\n</script>\n", text);
}

}  // namespace

HtmlPage::HtmlPage(std::string_view title, std::string_view kind) : title_{title}, kind_{kind} {}

void HtmlPage::verdict(const Section& section) {
  const auto [css_class, sign] = look_of(section.label.emphasis);
  verdict_ = fmt::format(
      "<div class=\"verdict {}\">\n<p class=\"word\"><span class=\"sign\" aria-hidden=\"true\">{}</span> "
      "{}</p>\n<div class=\"reasons\">\n{}</div>\n</div>\n",
      css_class, sign, html_text(section.label.text), paragraphs(section.rows));
}

void HtmlPage::part(std::string_view id, std::string_view heading) {
  if (!parts_.empty()) body_ += "</section>\n";
  parts_.push_back({id, std::string{heading}});
  body_ +=
      fmt::format("\n<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 id=\"{0}-heading\">{1}</h2>\n",
                  id, html_text(heading));
}

void HtmlPage::add(const Section& section) {
  if (section.rows.empty()) return;
  body_ += fmt::format("<div class=\"facts\">\n<h3>{}</h3>\n<div>\n{}</div>\n</div>\n", marked(section.label),
                       rows_of(section.rows));
}

void HtmlPage::add(const std::vector<Section>& sections) {
  for (const Section& section : sections) add(section);
}

void HtmlPage::add(const HtmlTable& added) {
  body_ += table(added);
}

void HtmlPage::add(const Figure& figure) {
  body_ += fmt::format(
      "<figure id=\"{0}\" data-chart=\"{1}\">\n<h3>{2}</h3>\n<div class=\"chart\"></div>\n"
      "<noscript><p>The chart needs JavaScript; its figures stand below.</p></noscript>\n"
      "<figcaption>{3}</figcaption>\n<details>\n<summary>The figures of “{2}” as a table</summary>\n{4}"
      "</details>\n</figure>\n",
      figure.id, name_of(figure.chart), html_text(figure.title), html_words(figure.caption),
      table(figure.table));
  contents_of_figures_ += fmt::format("<script type=\"application/json\" id=\"{}-content\">{}</script>\n",
                                      figure.id, html_json(figure.content));
}

void HtmlPage::add(const IntervalTable& added) {
  body_ += html_intervals(added);
}

void HtmlPage::add_paragraph(std::string_view text) {
  body_ += fmt::format("<p>{}</p>\n", html_text(text));
}

void HtmlPage::add_command(std::string_view what, std::string_view command) {
  body_ += fmt::format("<p>{}</p>\n<pre class=\"command\" tabindex=\"0\"><code>{}</code></pre>\n",
                       html_text(what), html_text(command));
}

void HtmlPage::add_verbatim(std::string_view label, std::string_view text) {
  body_ += fmt::format("<pre tabindex=\"0\" role=\"region\" aria-label=\"{}\"><code>{}</code></pre>\n",
                       html_text(label), html_text(text));
}

void HtmlPage::add_sources(const std::vector<Dependency>& dependencies) {
  if (dependencies.empty())
    return add_paragraph("The result rests on no fact that is only reported, inferred or assumed.");
  body_ +=
      "<div class=\"scroll\" role=\"region\" aria-label=\"Sources\" tabindex=\"0\"><table>\n"
      "<caption>What the result rests on, how sure that is, and where it stands</caption>\n"
      "<thead><tr><th scope=\"col\">Fact</th><th scope=\"col\">Confidence</th><th scope=\"col\">Source</th>"
      "</tr></thead>\n<tbody>\n";
  for (const Dependency& each : dependencies)
    body_ +=
        fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n", html_text(each.fact),
                    name_of(each.source.confidence), html_link(each.source.address, each.source.reference));
  body_ += "</tbody></table></div>\n";
}

void HtmlPage::add_citations(const std::vector<Source>& sources) {
  body_ += "<ul class=\"citations\">\n";
  for (std::size_t n = 0; n < sources.size(); ++n)
    body_ += fmt::format("<li>[{}] {}: {}</li>\n", n + 1, name_of(sources[n].confidence),
                         html_link(sources[n].address, sources[n].reference));
  body_ += "</ul>\n";
}

std::string HtmlPage::head() const {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"portsim "
      "{}\">\n"
      "<title>{} – portsim</title>\n<link rel=\"icon\" "
      "href=\"data:,\">\n<style>\n{}\n{}\n{}\n</style>\n</head>\n",
      content_policy, portsim_version(), html_text(title_), dygraphs_style, report_style, sweep_style);
}

std::string HtmlPage::contents() const {
  std::string html = "<nav aria-label=\"Contents\">\n<ul>\n";
  for (const Part& part : parts_)
    html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", part.id, html_text(part.heading));
  return html + "</ul>\n</nav>\n";
}

std::string HtmlPage::text() && {
  if (!parts_.empty()) body_ += "</section>\n";
  std::string html = head();
  html += "<body>\n<a class=\"skip\" href=\"#main\">Skip to the result</a>\n";
  html += fmt::format(
      "<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n"
      "<button type=\"button\" id=\"theme\" aria-pressed=\"false\" hidden>Dark</button>\n</header>\n",
      html_text(kind_), html_text(title_));
  html += contents();
  html += "<main id=\"main\" tabindex=\"-1\">\n" + verdict_ + body_ + "</main>\n";
  html += fmt::format(
      "<footer><p>Made by portsim {}. This page is complete: it asks no network for anything."
      " Charts over time are drawn by dygraphs (MIT licence).</p></footer>\n",
      portsim_version());
  html += contents_of_figures_;
  for (const auto& each : {dygraphs_licence, dygraphs_script, shared_script, curves_script, port_map_script,
                           heat_map_script, sweep_lines_script, sweep_script, page_script})
    html += script(each);
  return html + "</body>\n</html>\n";
}

}  // namespace portsim
