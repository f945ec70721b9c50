#include "sim/report/svg_panel.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "sim/report/html_text.hpp"
#include "sim/report/page.hpp"

namespace portsim {
namespace {

constexpr double left = 70;
constexpr double right = 880;

// Where the values of a panel stand in the picture.
class Places {
 public:
  explicit Places(const Panel& panel)
      : x_max_{panel.x_max}, top_{panel.top + panel_head}, height_{panel.height} {
    for (const PanelCurve& curve : panel.curves)
      for (const Estimate& point : curve.points)
        y_max_ = std::max({y_max_, point.mean, point.high.value_or(point.mean)});
    y_max_ = y_max_ > 0 ? 1.05 * y_max_ : 1;
  }

  double x(double value) const { return left + (right - left) * value / x_max_; }
  double y(double value) const { return top_ + height_ * (1 - value / y_max_); }
  double y_max() const { return y_max_; }
  double top() const { return top_; }
  double bottom() const { return top_ + height_; }

 private:
  double x_max_;
  double y_max_ = 0;
  double top_;
  double height_;
};

std::string line(std::string_view look, double x1, double y1, double x2, double y2) {
  return fmt::format("<path class=\"{}\" d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\"/>\n", look, x1, y1, x2, y2);
}

std::string text(std::string_view look, double x, double y, std::string_view anchor, std::string_view words) {
  return fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", look, x,
                     y, anchor, html_text(words));
}

std::string tick_text(double tick) {
  return fmt::format("{:g}", tick);
}

// Thousands apart, as in the words.
std::string count_tick_text(double tick) {
  const auto whole = std::llround(tick);
  if (std::abs(tick) < 1000 || static_cast<double>(whole) != tick) return tick_text(tick);
  return fmt::format("{},{:03}", whole / 1000, whole % 1000);
}

std::string axes(const Panel& panel, const Places& places) {
  std::string svg;
  for (const double tick : round_ticks(places.y_max(), 5)) {
    svg += line("grid", left, places.y(tick), right, places.y(tick));
    svg += text("small", left - 8, places.y(tick) + 4, "end", count_tick_text(tick));
  }
  svg += line("axis", left, places.bottom(), right, places.bottom());
  for (const double tick : round_ticks(panel.x_max, 10)) {
    svg += line("axis", places.x(tick), places.bottom(), places.x(tick), places.bottom() + 4);
    svg += text("small", places.x(tick), places.bottom() + 18, "middle", tick_text(tick));
  }
  if (!panel.x_label.empty())
    svg += text("small", (left + right) / 2, places.bottom() + 35, "middle", panel.x_label);
  return svg;
}

std::string marks(const Panel& panel, const Places& places) {
  std::string svg;
  for (const PanelMark& mark : panel.marks) {
    svg += line("mark", places.x(mark.x), places.top(), places.x(mark.x), places.bottom());
    svg += text("small", places.x(mark.x) + 3, places.top() + 11, "start", mark.text);
  }
  return svg;
}

std::string path(const Panel& panel, const Places& places, const PanelCurve& curve) {
  std::string path;
  for (std::size_t n = 0; n < panel.x.size(); ++n)
    path += fmt::format("{}{:.1f} {:.1f}", n == 0 ? "M" : "L", places.x(panel.x[n]),
                        places.y(curve.points[n].mean));
  return fmt::format("<path class=\"{}\" d=\"{}\"/>\n", curve.look, path);
}

bool has_interval(const PanelCurve& curve) {
  return std::any_of(curve.points.begin(), curve.points.end(), [](const Estimate& point) {
    return point.low && point.high && *point.low < *point.high;
  });
}

// There along the upper ends of the intervals, and back along the lower ones.
std::string band(const Panel& panel, const Places& places, const PanelCurve& curve) {
  if (!has_interval(curve)) return "";
  std::string path;
  const auto add = [&](std::size_t n, double value) {
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", places.x(panel.x[n]), places.y(value));
  };
  for (std::size_t n = 0; n < panel.x.size(); ++n)
    add(n, curve.points[n].high.value_or(curve.points[n].mean));
  for (std::size_t n = panel.x.size(); n-- > 0;)
    add(n, std::max(curve.points[n].low.value_or(curve.points[n].mean), 0.0));
  return fmt::format("<path class=\"band {}\" d=\"{}Z\"/>\n", curve.look, path);
}

std::string legend(const Panel& panel) {
  std::string svg = text("heading", left, panel.top + 14, "start", panel.title);
  double x = left;
  const double y = panel.top + 32;
  for (const PanelCurve& curve : panel.curves) {
    svg += line(curve.look, x, y, x + 30, y);
    svg += text("small", x + 36, y + 4, "start", curve.name);
    x += 36 + 7 * width_of(curve.name) + 20;
  }
  return svg;
}

}  // namespace

std::vector<double> round_ticks(double until, int count) {
  const double rough = until / count;
  const double decade = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * decade;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * decade >= rough) step = factor * decade;
  std::vector<double> ticks;
  for (int n = 0; n * step <= until * (1 + 1e-9); ++n) ticks.push_back(n * step);
  return ticks;
}

std::string svg_panel(const Panel& panel) {
  const Places places{panel};
  std::string svg = legend(panel) + axes(panel, places);
  for (const PanelCurve& curve : panel.curves) svg += band(panel, places, curve);
  for (const PanelCurve& curve : panel.curves) svg += path(panel, places, curve);
  return svg + marks(panel, places);
}

}  // namespace portsim
