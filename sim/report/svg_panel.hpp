// One panel of a picture in SVG: curves with the bands of their intervals over a common axis of time, with
// ticks, a grid and a legend above. Positions are in pixels, to a tenth.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/statistics/estimate.hpp"

namespace portsim {

struct PanelCurve {
  std::string name;
  std::string_view look;  // a class of the picture's style: colour and dashes
  std::vector<Estimate> points;
};

struct PanelMark {
  double x = 0;
  std::string text;
};

struct Panel {
  std::string title;
  std::vector<double> x;  // of each point; from 0 to x_max
  double x_max = 1;
  std::string x_label;  // empty: no words below the axis
  std::vector<PanelCurve> curves;
  std::vector<PanelMark> marks;  // vertical lines
  double top = 0;                // where it begins
  double height = 0;             // of the part with the curves
};

// What a legend and a title take above `top` + 44, and ticks and their words below the curves.
inline constexpr double panel_head = 44;
inline constexpr double panel_foot = 40;
inline constexpr double picture_width = 900;

std::string svg_panel(const Panel&);

// Round numbers from 0 to `until`, about `count` of them.
std::vector<double> round_ticks(double until, int count);

}  // namespace portsim
