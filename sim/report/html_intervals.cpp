#include "sim/report/html_intervals.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/report/html_text.hpp"

namespace portsim {
namespace {

// In parts of a hundred of the width, with a margin at both ends.
class Scale {
 public:
  explicit Scale(const IntervalTable& table) : is_logarithmic_{table.is_logarithmic} {
    if (table.line) include(*table.line);
    if (table.is_from_zero) include(0);
    for (const IntervalRow& row : table.rows) {
      if (!row.estimate) continue;
      include(row.estimate->mean);
      include(row.estimate->low.value_or(row.estimate->mean));
      include(row.estimate->high.value_or(row.estimate->mean));
    }
  }

  double at(double value) const {
    constexpr double margin = 3;
    if (!(high_ > low_)) return 50;
    const double from = scaled(low_);
    const double part = (scaled(std::clamp(value, low_, high_)) - from) / (scaled(high_) - from);
    return margin + part * (100 - 2 * margin);
  }

 private:
  double scaled(double value) const { return is_logarithmic_ ? std::log(value) : value; }

  void include(double value) {
    if (!std::isfinite(value) || (is_logarithmic_ && value <= 0)) return;
    low_ = has_any_ ? std::min(low_, value) : value;
    high_ = has_any_ ? std::max(high_, value) : value;
    has_any_ = true;
  }

  bool is_logarithmic_;
  double low_ = 0;
  double high_ = 0;
  bool has_any_ = false;
};

std::string line_svg(std::string_view css_class, double x1, double y1, double x2, double y2) {
  return fmt::format(R"(<line class="{}" x1="{:.2f}%" y1="{}" x2="{:.2f}%" y2="{}"/>)", css_class, x1, y1, x2,
                     y2);
}

std::string interval_svg(const Scale& scale, const Estimate& estimate) {
  const double low = scale.at(estimate.low.value_or(estimate.mean));
  const double high = scale.at(estimate.high.value_or(estimate.mean));
  return line_svg("interval", low, 12, high, 12) + line_svg("interval", low, 8, low, 16) +
         line_svg("interval", high, 8, high, 16);
}

std::string drawing(const IntervalTable& table, const Scale& scale, const IntervalRow& row) {
  std::string svg = R"(<svg class="interval-bar" height="24" aria-hidden="true">)";
  if (row.estimate) {
    const double mean = scale.at(row.estimate->mean);
    const double zero = scale.at(0);
    if (table.is_from_zero)
      svg += fmt::format(R"(<rect class="{}" x="{:.2f}%" y="4" width="{:.2f}%" height="16"/>)",
                         row.is_today ? "today" : "bar", zero, std::max(mean - zero, 0.3));
    svg += interval_svg(scale, *row.estimate);
    const bool has_dot = !table.is_from_zero && !(table.is_logarithmic && row.estimate->mean <= 0);
    if (has_dot)
      svg += fmt::format(R"(<circle class="{}" cx="{:.2f}%" cy="12" r="4.5"/>)",
                         row.is_today ? "today" : "mean", mean);
  }
  if (table.line) svg += line_svg("reference", scale.at(*table.line), 0, scale.at(*table.line), 24);
  return svg + "</svg>";
}

}  // namespace

std::string html_intervals(const IntervalTable& table) {
  const Scale scale{table};
  std::string html = fmt::format(
      "<div class=\"intervals-scroll\" role=\"region\" aria-label=\"{0}\" tabindex=\"0\">"
      "<table class=\"intervals\">\n<caption>{0}{1}</caption>\n<thead><tr><th scope=\"col\">{2}</th>"
      "<th scope=\"col\">{3}</th><td></td></tr></thead>\n<tbody>\n",
      html_text(table.caption),
      table.line ? fmt::format(" The dashed line: {}.", html_text(table.line_name)) : "",
      html_text(table.name_column), html_text(table.text_column));
  for (const IntervalRow& row : table.rows)
    html += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"drawn\">{}</td></tr>\n",
                        html_text(row.name), html_words(row.text), drawing(table, scale, row));
  return html + "</tbody></table></div>\n";
}

}  // namespace portsim
