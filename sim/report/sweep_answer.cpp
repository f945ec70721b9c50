#include "sim/report/sweep_answer.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/quantity.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/sweep_knee.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

using Points = std::vector<const SweptPoint*>;

Points measured_points(const FinishedSweep& sweep) {
  Points points;
  for (const SweptPoint& point : sweep.points)
    if (failing_at(point)) points.push_back(&point);
  return points;
}

// "TcpTimedWaitDelay 30, rate 50/s"
std::string place_text(const FinishedSweep& sweep, const SweptPoint& point) {
  std::string text;
  for (std::size_t axis = 0; axis < sweep.grid.axes.size(); ++axis)
    text += fmt::format("{}{} {}", axis == 0 ? "" : ", ", printable(short_name(sweep.grid, axis)),
                        printable(sweep.value(point, axis)));
  return text;
}

std::string failing_text(const FinishedSweep& sweep, const SweptPoint& point) {
  const Estimate* failing = failing_at(point);
  if (!failing) return "no connect is attempted";
  const int n = static_cast<int>(point.replications.size());
  const auto [value, certainty] = percent_estimate(*failing, {n, n, sweep.planned[point.point].confidence});
  return fmt::format("{} of the connects fail ({})", value, certainty);
}

double failing_mean(const SweptPoint* point) {
  return failing_at(*point)->mean;
}

// Of points that are as good, the first.
Row extreme_row(const FinishedSweep& sweep, const Points& points, const SweptPoint& extreme,
                std::string_view name) {
  const double mean = failing_mean(&extreme);
  const auto same = std::count_if(points.begin(), points.end(),
                                  [=](const SweptPoint* point) { return failing_mean(point) == mean; });
  const std::string others =
      same > 1 ? fmt::format(", as at {} more", counted(static_cast<double>(same - 1), "point")) : "";
  return {fmt::format("{} {}: {}{}", name, place_text(sweep, extreme), failing_text(sweep, extreme), others)};
}

void add_extremes(const FinishedSweep& sweep, Section& section) {
  const Points points = measured_points(sweep);
  if (points.size() < 2) return;
  const auto less = [](const SweptPoint* a, const SweptPoint* b) {
    return failing_mean(a) < failing_mean(b);
  };
  const SweptPoint* best = *std::min_element(points.begin(), points.end(), less);
  const SweptPoint* worst = *std::max_element(points.begin(), points.end(), less);
  if (failing_mean(best) == failing_mean(worst)) return;
  section.rows.push_back(extreme_row(sweep, points, *best, "best at"));
  section.rows.push_back(extreme_row(sweep, points, *worst, "worst at"));
}

// In which the unit of a rate counts; 0: it is no rate.
double seconds_of(const std::string& unit) {
  if (unit == "/s") return 1;
  if (unit == "/min") return 60;
  return unit == "/h" ? 3600 : 0;
}

Emphasis emphasis_of(std::size_t good, std::size_t all) {
  if (good == all) return Emphasis::good;
  return good == 0 ? Emphasis::bad : Emphasis::doubtful;
}

Marked label_of(const std::vector<SweptPoint>& points) {
  if (points.empty()) return {"NOTHING FINISHED", Emphasis::doubtful};
  const std::size_t all = points.size();
  const auto count = [&](auto is_so) {
    return static_cast<std::size_t>(std::count_if(points.begin(), points.end(), is_so));
  };
  const std::size_t judged = count([](const SweptPoint& point) { return point.is_met.has_value(); });
  if (judged > 0) {
    const std::size_t met = count([](const SweptPoint& point) { return point.is_met == true; });
    return {fmt::format("{} of {} points meet the thresholds", met == judged ? "All" : std::to_string(met),
                        judged),
            emphasis_of(met, judged)};
  }
  const std::size_t failing = count([](const SweptPoint& point) {
    const Estimate* fraction = failing_at(point);
    return fraction && fraction->mean > 0;
  });
  return {fmt::format("Connects fail at {} of {} points", failing, all), emphasis_of(all - failing, all)};
}

// Of this part of the sweep, or of all of it.
std::string unfinished_text(const FinishedSweep& sweep) {
  std::string text;
  if (sweep.shard.of > 1)
    text = fmt::format("this is part {}/{} of a sweep of {} points", sweep.shard.number, sweep.shard.of,
                       sweep.grid.points.size());
  const std::size_t wanted = sweep.wanted();
  if (sweep.points.size() == wanted) return text;
  return fmt::format("{}{}{} of {} points have finished, the others are missing here", text,
                     text.empty() ? "" : "; ", sweep.points.size(), wanted);
}

}  // namespace

bool is_same_value(const std::string& value, const std::string& written) {
  if (value == written) return true;
  const auto a = parse_quantity(value);
  const auto b = parse_quantity(written);
  if (!a || !b) return false;
  const double seconds_a = seconds_of(a->unit);
  const double seconds_b = seconds_of(b->unit);
  if (seconds_a == 0 || seconds_b == 0) return a == b;
  return static_cast<double>(a->billionths) * seconds_b == static_cast<double>(b->billionths) * seconds_a;
}

const SweptPoint* point_of_today(const SweepReport& report) {
  const FinishedSweep& sweep = report.sweep;
  const auto is_today = [&](const SweptPoint& point) {
    for (std::size_t axis = 0; axis < sweep.grid.axes.size(); ++axis)
      if (!report.today[axis] || !is_same_value(sweep.value(point, axis), *report.today[axis])) return false;
    return true;
  };
  const auto found = std::find_if(sweep.points.begin(), sweep.points.end(), is_today);
  return found == sweep.points.end() ? nullptr : &*found;
}

Section sweep_answer(const SweepReport& report) {
  const FinishedSweep& sweep = report.sweep;
  Section section{label_of(sweep.points), {}};
  if (const std::string knee = knee_text(sweep); !knee.empty()) section.rows.push_back({knee});
  if (const SweptPoint* today = point_of_today(report))
    section.rows.push_back({fmt::format("as the scenario has it, {}: {}", place_text(sweep, *today),
                                        failing_text(sweep, *today))});
  add_extremes(sweep, section);
  if (const std::string text = unfinished_text(sweep); !text.empty()) section.rows.push_back({text});
  return section;
}

}  // namespace portsim
