#include "sim/report/sweep_knee.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "sim/experiment/quantity.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

using Predicate = bool (*)(const SweptPoint&);

bool fails(const SweptPoint& point) {
  const Measurement* failures = find_measurement(point, "failures");
  return failures && failures->value->mean > 0;
}

bool crosses(const SweptPoint& point) {
  return point.is_met == false;
}

// Where on the axis those stand for which it is so. Empty: nowhere.
std::string where_text(const FinishedSweep& sweep, Predicate is_so) {
  const auto& points = sweep.points;
  const auto count = std::count_if(points.begin(), points.end(), is_so);
  if (count == 0) return "";
  if (count == std::distance(points.begin(), points.end())) return "at every point";
  const std::string axis = printable(short_name(sweep.grid, 0));
  const auto value = [&](const SweptPoint& point) { return printable(sweep.value(point, 0)); };
  if (std::all_of(points.end() - count, points.end(), is_so))
    return fmt::format("from {} {} on", axis, value(*(points.end() - count)));
  if (std::all_of(points.begin(), points.begin() + count, is_so))
    return fmt::format("up to {} {}", axis, value(*(points.begin() + count - 1)));
  return fmt::format("at {} of {} points, not all at one end", count, points.size());
}

std::string failing_text(const FinishedSweep& sweep) {
  const std::string failing = where_text(sweep, fails);
  const std::string crossing = where_text(sweep, crosses);
  std::string text = failing.empty() ? "no connect fails" : "fails " + failing;
  if (!crossing.empty() && crossing != failing) text += ", crosses a threshold " + crossing;
  return text;
}

struct Balance {
  Quantity at;
  double lack = 0;  // erlangs offered beyond the ports
};

std::optional<Balance> balance_at(const FinishedSweep& sweep, const SweptPoint& point) {
  const auto at = parse_quantity(sweep.value(point, 0));
  const Measurement* load = find_measurement(point, "theory.offered_load");
  const Measurement* ports = find_measurement(point, "theory.ports");
  if (!at || !load || !ports) return std::nullopt;
  return Balance{*at, load->value->mean - ports->value->mean};
}

std::string quantity_text(double billionths, const std::string& unit) {
  constexpr double billion = 1e9;
  return unit == "s" ? seconds_text(billionths / billion)
                     : fmt::format("{:.4g}{}", billionths / billion, unit);
}

// Both load and ports are straight lines between two points that are near each other.
std::string crossing_text(const FinishedSweep& sweep) {
  std::optional<Balance> before;
  for (const SweptPoint& point : sweep.points) {
    const auto here = balance_at(sweep, point);
    if (here && before && (here->lack > 0) != (before->lack > 0) && here->at.unit == before->at.unit) {
      const double part = before->lack / (before->lack - here->lack);
      const auto from = static_cast<double>(before->at.billionths);
      const double crossing = from + part * (static_cast<double>(here->at.billionths) - from);
      return fmt::format("capacity meets load at {} (closed form)", quantity_text(crossing, here->at.unit));
    }
    before = here;
  }
  return "";
}

}  // namespace

std::string short_name(const Grid& grid, std::size_t axis) {
  const auto last_key = [](const std::string& path) { return path.substr(path.rfind('.') + 1); };
  const std::string& path = grid.axes[axis].path;
  const auto with_key = std::count_if(grid.axes.begin(), grid.axes.end(), [&](const Axis& each) {
    return last_key(each.path) == last_key(path);
  });
  return with_key == 1 ? last_key(path) : path;
}

std::string knee_text(const FinishedSweep& sweep) {
  const bool is_a_line = sweep.grid.axes.size() == 1 && sweep.points.size() >= 2;
  if (!is_a_line) return "";
  const std::string crossing = crossing_text(sweep);
  return failing_text(sweep) + (crossing.empty() ? "" : "; " + crossing);
}

}  // namespace portsim
