#include "sim/report/html_curves.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/report/html_text.hpp"
#include "sim/report/number_text.hpp"

namespace portsim {

namespace {

Json number_or_gap(const std::optional<double>& number) {
  return number ? Json(short_number(*number)) : Json(nullptr);
}

Json curve_json(const Curve& curve) {
  Json mean = Json::array();
  Json low = Json::array();
  Json high = Json::array();
  for (const auto& point : curve.points) {
    mean.push_back(number_or_gap(point ? std::optional{point->mean} : std::nullopt));
    low.push_back(number_or_gap(point ? point->low : std::nullopt));
    high.push_back(number_or_gap(point ? point->high : std::nullopt));
  }
  Json json{{"name", curve.name}, {"look", curve.look}, {"mean", std::move(mean)}};
  if (!has_interval(curve)) return json;
  json["low"] = std::move(low);
  json["high"] = std::move(high);
  return json;
}

std::string number_text(double number) {
  return std::abs(number) >= 1000 ? count_text(number) : fmt::format("{:.4g}", number);
}

std::string cell_of(const std::optional<Estimate>& point) {
  if (!point) return "–";
  if (!point->low || *point->low == *point->high) return number_text(point->mean);
  return fmt::format("{} ({} to {})", number_text(point->mean), number_text(*point->low),
                     number_text(*point->high));
}

}  // namespace

Curve curve_of(std::string name, std::string_view look, const std::vector<Estimate>& estimates) {
  return {std::move(name), look, {estimates.begin(), estimates.end()}};
}

bool is_empty(const Curve& curve) {
  return std::none_of(curve.points.begin(), curve.points.end(),
                      [](const auto& point) { return point.has_value(); });
}

bool has_interval(const Curve& curve) {
  return std::any_of(curve.points.begin(), curve.points.end(),
                     [](const auto& point) { return point && point->low && *point->low < *point->high; });
}

Json curves_json(const Curves& curves) {
  Json values = Json::array();
  for (const double x : curves.x.values) values.push_back(short_number(x));
  Json json{{"x",
             {{"label", curves.x.label},
              {"from", short_number(curves.x.from)},
              {"until", short_number(curves.x.until)},
              {"values", std::move(values)}}},
            {"y", {{"label", curves.y_label}}},
            {"curves", Json::array()},
            {"marks", curves.marks},
            {"shades", curves.shades}};
  for (const Curve& curve : curves.curves) json["curves"].push_back(curve_json(curve));
  return json;
}

HtmlTable curves_table(const Curves& curves, std::string caption, std::string first, std::size_t rows_max) {
  HtmlTable table{.caption = std::move(caption), .columns = {std::move(first)}, .rows = {}};
  for (const Curve& curve : curves.curves)
    if (curve.in_table) table.columns.push_back(curve.name);
  const std::size_t count = curves.x.names.size();
  const std::size_t every = (count + rows_max - 1) / rows_max;
  for (std::size_t n = 0; n < count; n += every) {
    std::vector<std::string> row{curves.x.names[n]};
    for (const Curve& curve : curves.curves)
      if (curve.in_table) row.push_back(cell_of(curve.points[n]));
    table.rows.push_back(std::move(row));
  }
  if (every > 1) table.caption += fmt::format("; one row of {}", every);
  return table;
}

}  // namespace portsim
