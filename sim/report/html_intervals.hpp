// Estimates under each other, each with its figure in words and drawn as a bar or a dot with its interval on
// one scale: a table, so that a screen reader has the figures, and it fits every width.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/statistics/estimate.hpp"

namespace portsim {

struct IntervalRow {
  std::string name;
  std::optional<Estimate> estimate;  // nothing: there is nothing to draw; an infinite end goes off the scale
  std::string text;                  // the figure in words
  bool is_today = false;             // drawn as what the others are held against
};

struct IntervalTable {
  std::string caption;
  std::string name_column;
  std::string text_column;
  std::vector<IntervalRow> rows;
  std::optional<double> line;   // drawn through all rows: no difference, a threshold
  std::string line_name;        // "no difference"
  bool is_from_zero = false;    // bars from zero; false: dots
  bool is_logarithmic = false;  // zero is then at the left end, without a dot
};

std::string html_intervals(const IntervalTable&);

}  // namespace portsim
