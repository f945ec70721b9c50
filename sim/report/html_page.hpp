// The frame of every HTML report: one page that needs no other file and asks nobody for anything. A title
// with the verdict, parts with headings, in them the sections of the text reports, tables, figures that its
// scripts draw, and texts as they are. Text is given as it is to be read, and escaped here; whoever adds text
// from outside makes it printable first.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/os/dependencies.hpp"

#include "sim/report/html_intervals.hpp"
#include "sim/report/json_text.hpp"
#include "sim/report/page.hpp"

namespace portsim {

struct HtmlTable {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  // the first cell names the row
};

// Which script draws a figure.
enum class Chart { curves, port_map, sweep };

struct Figure {
  std::string id;  // of letters, digits and hyphens, once in a page
  Chart chart = Chart::curves;
  std::string title;
  std::string caption;  // in words: what is seen, of how many replications, with which interval
  Json content;         // what the script draws; sim/report/web says which members it reads
  HtmlTable table;      // the same in figures, for those who do not see the chart
};

class HtmlPage {
 public:
  // `kind`: "Prediction of portsim run".
  HtmlPage(std::string_view title, std::string_view kind);

  // The answer, before all else; its label's emphasis decides the sign beside it.
  void verdict(const Section&);

  // All that follows belongs to it. `id` as a figure's.
  void part(std::string_view id, std::string_view heading);

  void add(const Section&);  // nothing where it has no rows
  void add(const std::vector<Section>&);
  void add(const HtmlTable&);
  void add(const Figure&);
  void add(const IntervalTable&);
  void add_paragraph(std::string_view text);
  void add_command(std::string_view what, std::string_view command);
  void add_verbatim(std::string_view label, std::string_view text);
  // What a result rests on, each with how sure that is and where it stands.
  void add_sources(const std::vector<Dependency>&);
  // What is cited in the text, "[1]" first.
  void add_citations(const std::vector<Source>&);

  // The whole page; nothing may be added afterwards.
  std::string text() &&;

 private:
  struct Part {
    std::string_view id;
    std::string heading;
  };

  std::string head() const;
  std::string contents() const;

  std::string title_;
  std::string kind_;
  std::string verdict_;
  std::vector<Part> parts_;
  std::string body_;
  std::string contents_of_figures_;
};

}  // namespace portsim
