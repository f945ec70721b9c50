#include "sim/report/sweep_csv.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "sim/report/csv_text.hpp"

namespace portsim {
namespace {

struct Column {
  std::string name;
  bool has_interval = false;
};

// Of all points: a workload may be there in some of them only.
std::vector<Column> columns_of(const std::vector<SweptPoint>& points) {
  std::vector<Column> columns;
  for (const std::string& name : measured_names(points)) {
    const bool has_interval = std::any_of(points.begin(), points.end(), [&](const SweptPoint& point) {
      const Estimate* value = find_value(point, name);
      return value && value->low;
    });
    columns.push_back({name, has_interval});
  }
  return columns;
}

std::string number_cell(const std::optional<double>& number) {
  return number ? fmt::format("{}", *number) : "";
}

std::string head(const FinishedSweep& sweep, const std::vector<Column>& columns) {
  std::string line = "point";
  for (const Axis& axis : sweep.grid.axes) line += "," + text_cell(axis.path);
  line += ",replications";
  for (const auto& [name, has_interval] : columns) {
    line += "," + text_cell(name);
    if (has_interval) line += "," + text_cell(name + ".low") + "," + text_cell(name + ".high");
  }
  return line + ",thresholds_met,thresholds_uncertain,seed,digest,fingerprint\r\n";
}

std::string row(const FinishedSweep& sweep, const SweptPoint& point, const std::vector<Column>& columns) {
  std::string line = fmt::format("{}", point.point);
  for (std::size_t axis = 0; axis < sweep.grid.axes.size(); ++axis)
    line += "," + text_cell(sweep.value(point, axis));
  line += fmt::format(",{}", point.replications.size());
  for (const auto& [name, has_interval] : columns) {
    const Measurement* measured = find_measurement(point, name);
    line += "," + (measured ? number_cell(measured->value->mean) : "");
    if (!has_interval) continue;
    line += "," + (measured ? number_cell(measured->value->low) : "");
    line += "," + (measured ? number_cell(measured->value->high) : "");
  }
  const auto yes_or_no = [](bool value) { return value ? "yes" : "no"; };
  return line + fmt::format(",{},{},{},{},{:016x}\r\n", point.is_met ? yes_or_no(*point.is_met) : "",
                            point.is_met ? yes_or_no(point.is_uncertain) : "",
                            sweep.planned[point.point].seed, text_cell(point.digest), point.fingerprint);
}

}  // namespace

std::string sweep_csv(const FinishedSweep& sweep) {
  const std::vector<Column> columns = columns_of(sweep.points);
  std::string text = head(sweep, columns);
  for (const SweptPoint& point : sweep.points) text += row(sweep, point, columns);
  return text;
}

}  // namespace portsim
