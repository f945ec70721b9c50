#include "sim/report/sweep_figure.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/quantity.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/sweep_answer.hpp"
#include "sim/report/sweep_knee.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr std::string_view theory_begins = "theory.";

double number_of(const Quantity& quantity) {
  constexpr double billion = 1e9;
  return static_cast<double>(quantity.billionths) / billion;
}

// The values as numbers of one unit. Nothing: some is none, or of another unit.
std::optional<std::vector<Quantity>> quantities_of(const Axis& axis) {
  std::vector<Quantity> quantities;
  for (const std::string& value : axis.values) {
    const auto quantity = parse_quantity(value);
    if (!quantity || (!quantities.empty() && quantity->unit != quantities.front().unit)) return std::nullopt;
    quantities.push_back(*quantity);
  }
  return quantities;
}

// Values that grow by factors stand at equal distances on a logarithmic scale.
bool grows_by_factors(const std::vector<Quantity>& quantities) {
  const auto less = [](const Quantity& a, const Quantity& b) { return a.billionths < b.billionths; };
  if (quantities.size() < 3 || !std::is_sorted(quantities.begin(), quantities.end(), less)) return false;
  if (quantities.front().billionths <= 0) return false;
  const auto step = [&](std::size_t n) { return number_of(quantities[n + 1]) - number_of(quantities[n]); };
  return step(quantities.size() - 2) > 3 * step(0);
}

// Where on the axis the scenario's own value stands.
Json today_json(const Axis& axis, const std::optional<std::vector<Quantity>>& quantities,
                const std::optional<std::string>& today) {
  if (!today) return nullptr;
  Json json{{"text", printable(*today)}, {"at", nullptr}, {"number", nullptr}};
  for (std::size_t n = 0; n < axis.values.size(); ++n)
    if (is_same_value(axis.values[n], *today)) json["at"] = n;
  const auto number = parse_quantity(*today);
  if (quantities && number && number->unit == quantities->front().unit) json["number"] = number_of(*number);
  return json["at"].is_null() && json["number"].is_null() ? Json(nullptr) : json;
}

Json axis_json(const SweepReport& report, std::size_t n) {
  const Axis& axis = report.sweep.grid.axes[n];
  const auto quantities = quantities_of(axis);
  Json values = Json::array();
  for (const std::string& value : axis.values) values.push_back(printable(value));
  Json numbers = nullptr;
  if (quantities) {
    numbers = Json::array();
    for (const Quantity& quantity : *quantities) numbers.push_back(number_of(quantity));
  }
  return {{"name", printable(short_name(report.sweep.grid, n))},
          {"path", printable(axis.path)},
          {"values", std::move(values)},
          {"numbers", std::move(numbers)},
          {"unit", quantities ? quantities->front().unit : ""},
          {"by_factors", quantities && grows_by_factors(*quantities)},
          {"today", today_json(axis, quantities, report.today[n])}};
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view scale_of(std::string_view metric) {
  if (ends_with(metric, "_fraction")) return "fraction";
  return ends_with(metric, "time_to_first_failure") ? "seconds" : "count";
}

std::vector<std::string> metrics_of(const FinishedSweep& sweep) {
  std::vector<std::string> names = measured_names(sweep.points);
  const auto is_theory = [](const std::string& name) {
    return name.compare(0, theory_begins.size(), theory_begins) == 0;
  };
  names.erase(std::remove_if(names.begin(), names.end(), is_theory), names.end());
  return names;
}

Json thresholds_json(const SweepReport& report) {
  Json rows = Json::array();
  for (const SweptThreshold& threshold : report.thresholds)
    rows.push_back({{"metric", printable(threshold.measurement)},
                    {"value", threshold.value},
                    {"text", printable(threshold.expression)}});
  return rows;
}

// A number alone where it has no interval.
Json value_json(const Measurement* measured) {
  if (!measured) return nullptr;
  const Estimate& value = *measured->value;
  if (!value.low && !value.high) return value.mean;
  return {value.mean, value_or_null(value.low), value_or_null(value.high)};
}

Json point_json(const FinishedSweep& sweep, const SweptPoint& point,
                const std::vector<std::string>& metrics) {
  Json values = Json::array();
  for (const std::string& name : metrics) values.push_back(value_json(find_measurement(point, name)));
  return {{"at", sweep.grid.points[point.point]},
          {"n", point.replications.size()},
          {"met", value_or_null(point.is_met)},
          {"uncertain", point.is_uncertain},
          {"theory", value_json(find_measurement(point, "theory.failure_fraction"))},
          {"values", std::move(values)}};
}

Json content_of(const SweepReport& report) {
  const FinishedSweep& sweep = report.sweep;
  const std::vector<std::string> metrics = metrics_of(sweep);
  Json json{{"axes", Json::array()},
            {"metrics", Json::array()},
            {"thresholds", thresholds_json(report)},
            {"points", Json::array()}};
  for (std::size_t n = 0; n < sweep.grid.axes.size(); ++n) json["axes"].push_back(axis_json(report, n));
  for (const std::string& name : metrics)
    json["metrics"].push_back({{"name", printable(name)}, {"scale", scale_of(name)}});
  for (const SweptPoint& point : sweep.points) json["points"].push_back(point_json(sweep, point, metrics));
  return json;
}

std::string caption_of(const FinishedSweep& sweep) {
  const auto varied = std::count_if(sweep.grid.axes.begin(), sweep.grid.axes.end(),
                                    [](const Axis& axis) { return axis.values.size() > 1; });
  const std::string_view shape =
      varied > 1 ? "Each cell is a point; a cross marks one that misses a threshold, a frame today's values."
                 : "Each mark is a point, a cross where it misses a threshold; a bar or band is the interval "
                   "of the mean, the dotted line theory.";
  return fmt::format(
      "{} All points use the same random numbers, so that they differ by what is varied and not by chance.",
      shape);
}

}  // namespace

Figure sweep_figure(const SweepReport& report, HtmlTable points) {
  Figure figure;
  figure.id = "sweep";
  figure.chart = Chart::sweep;
  figure.title = "What was measured, point by point";
  figure.caption = caption_of(report.sweep);
  figure.content = content_of(report);
  figure.table = std::move(points);
  return figure;
}

}  // namespace portsim
