// Curves with intervals over an axis, as what sim/report/web/curves.js draws and as a table.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/html_page.hpp"
#include "sim/report/json_text.hpp"
#include "sim/statistics/estimate.hpp"

namespace portsim {

// Of estimates, or of numbers that are known; nothing at all: a gap.
struct Curve {
  std::string name;
  std::string_view look;  // one of those in curves.js
  std::vector<std::optional<Estimate>> points;
  bool in_table = true;
};

Curve curve_of(std::string name, std::string_view look, const std::vector<Estimate>&);

bool is_empty(const Curve&);      // nothing but gaps
bool has_interval(const Curve&);  // somewhere it has one, wider than nothing

// Where the points of all curves are.
struct CurvesAxis {
  std::string label;
  double from = 0;
  double until = 1;
  std::vector<double> values;
  std::vector<std::string> names;  // of the values, in a table
};

struct Curves {
  CurvesAxis x;
  std::string_view y_label;
  std::vector<Curve> curves;
  Json marks = Json::array();   // vertical lines: [{"x", "label"}]
  Json shades = Json::array();  // [{"from", "until", "label"}]
};

Json curves_json(const Curves&);

// Of every so-manieth value, so that there are at most so many rows. The first column is called `first`.
HtmlTable curves_table(const Curves&, std::string caption, std::string first, std::size_t rows_max = 60);

}  // namespace portsim
