#include "sim/report/run_picture.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/report/html_axis.hpp"
#include "sim/report/html_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/page.hpp"
#include "sim/report/run_sections.hpp"
#include "sim/report/svg_panel.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr double ports_top = 76;
constexpr double ports_height = 220;
constexpr double attempts_top = ports_top + panel_head + ports_height + panel_foot;
constexpr double attempts_height = 130;
constexpr double notes_top = attempts_top + panel_head + attempts_height + panel_foot + 14;

// Colours of Okabe and Ito, which colour-blind people tell apart; dashes tell curves apart without any.
constexpr std::string_view style =
    "path{fill:none;stroke-width:2;stroke-linejoin:round}\n"
    "text{font-family:system-ui,sans-serif;font-size:14px;fill:#1b1f24}\n"
    ".page{fill:#fff;stroke:#c9d0d7}.title{font-size:20px;font-weight:700}.heading{font-weight:600}"
    ".small{font-size:12px;fill:#59636e}.bad{fill:#a83c00}.good{fill:#00684c}.doubtful{fill:#805000}\n"
    ".grid{stroke:#dde1e6;stroke-width:1}.axis{stroke:#59636e;stroke-width:1}\n"
    ".mark{stroke:#1b1f24;stroke-width:1;stroke-dasharray:4 3}\n"
    ".limit{stroke:#59636e;stroke-dasharray:7 5}.whole{stroke:#1b1f24}\n"
    ".time-wait{stroke:#b86e00;stroke-dasharray:12 3}.live{stroke:#0072b2;stroke-dasharray:3 2}\n"
    ".attempts{stroke:#0072b2}.failures{stroke:#d55e00;stroke-dasharray:12 3}\n"
    ".band{stroke:none;fill-opacity:.25}.band.whole{fill:#1b1f24}.band.time-wait{fill:#b86e00}"
    ".band.live,.band.attempts{fill:#0072b2}.band.failures{fill:#d55e00}\n"
    "@media (prefers-color-scheme:dark){text{fill:#e8ebee}.page{fill:#14181d;stroke:#3f4954}"
    ".small{fill:#a3adb8}.bad{fill:#ff8a50}.good{fill:#4fd0a8}.doubtful{fill:#f0c04a}"
    ".grid{stroke:#323a44}.axis,.limit{stroke:#a3adb8}.mark,.whole{stroke:#e8ebee}"
    ".time-wait{stroke:#e69f00}.live,.attempts{stroke:#56b4e9}.failures{stroke:#ff8a50}"
    ".band{stroke:none}.band.whole{fill:#e8ebee}.band.time-wait{fill:#e69f00}"
    ".band.live,.band.attempts{fill:#56b4e9}.band.failures{fill:#ff8a50}}\n";

std::string shortened(std::string_view text, int width_max) {
  std::string shown = printable(text);
  if (width_of(shown) <= width_max) return shown;
  while (width_of(shown) >= width_max) {
    while ((static_cast<unsigned char>(shown.back()) & 0xc0) == 0x80) shown.pop_back();
    shown.pop_back();
  }
  return shown + "…";
}

// Of several hosts, the one whose ports are used most.
const LevelSeries& fullest(const TimeSeries& series) {
  const auto part_of = [](const LevelSeries& levels) {
    double part = 0;
    for (std::size_t bin = 0; bin < levels.ports.size(); ++bin)
      if (levels.ports[bin] > 0) part = std::max(part, levels.in_use[bin].mean / levels.ports[bin]);
    return part;
  };
  return *std::max_element(
      series.levels.begin(), series.levels.end(),
      [&](const LevelSeries& a, const LevelSeries& b) { return part_of(a) < part_of(b); });
}

// What both panels share: the axis of time and what happens on it.
Panel panel_of(const Scenario& scenario, const TimeSeries& series) {
  const TimeUnit unit = time_unit_for(scenario.duration);
  Panel panel;
  panel.x_max = unit.of(scenario.duration);
  for (std::size_t bin = 0; bin < series.bins.count(); ++bin)
    panel.x.push_back(unit.of(series.bins.begin_of(bin) + series.bins.length_of(bin) / 2));
  for (std::size_t n = 0; n < scenario.timeline.size(); ++n)
    panel.marks.push_back({unit.of(scenario.timeline[n].at), std::to_string(n + 1)});
  return panel;
}

Panel ports_panel(const Scenario& scenario, const TimeSeries& series) {
  const LevelSeries& levels = fullest(series);
  Panel panel = panel_of(scenario, series);
  panel.title = levels.host.empty() ? "Ports by state" : "Ports of " + shortened(levels.host, 60);
  panel.top = ports_top;
  panel.height = ports_height;
  PanelCurve ports{"that may be handed out", "limit", {}};
  for (const double number : levels.ports) ports.points.push_back(Estimate{number});
  panel.curves = {std::move(ports),
                  {"in use", "whole", levels.in_use},
                  {"in TIME_WAIT", "time-wait", levels.time_wait},
                  {"live", "live", levels.live}};
  return panel;
}

Panel attempts_panel(const Scenario& scenario, const TimeSeries& series) {
  Panel panel = panel_of(scenario, series);
  panel.title = "Attempts to connect, a second";
  panel.x_label = time_unit_for(scenario.duration).name;
  panel.top = attempts_top;
  panel.height = attempts_height;
  panel.curves = {{"attempts", "attempts", series.attempts}, {"of these fail", "failures", series.failures}};
  return panel;
}

std::string sample_words(const Scenario& scenario, const TimeSeries& series) {
  const std::string bins = duration_text(series.bins.length);
  if (series.replications == 1) return fmt::format("One replication, averaged over bins of {}.", bins);
  return fmt::format("Means of n = {} over bins of {}; bands are {} intervals of the mean.",
                     counted(series.replications, "replication"), bins, confidence_text(scenario.confidence));
}

std::vector<std::string> notes_of(const Scenario& scenario, const Results& results) {
  std::vector<std::string> notes{
      sample_words(scenario, *results.series),
      fmt::format("Seed {}, portsim {}, scenario digest {}, fingerprint {:016x}.", results.seed,
                  portsim_version(), scenario.digest, results.fingerprint)};
  if (!scenario.timeline.empty()) notes.push_back(shortened(timeline_words(scenario), 140));
  return notes;
}

std::string_view look_of(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::good:
      return "good";
    case Emphasis::doubtful:
      return "doubtful";
    case Emphasis::bad:
      return "bad";
    default:
      return "plain";
  }
}

std::string text_at(std::string_view look, double y, std::string_view words) {
  return fmt::format("<text class=\"{}\" x=\"20\" y=\"{:.0f}\">{}</text>\n", look, y, html_text(words));
}

}  // namespace

std::string run_picture(const Scenario& scenario, const Results& results) {
  assert(results.series && !results.series->levels.empty());
  const TimeSeries& series = *results.series;
  const Section verdict = run_sections(scenario, results).verdict;
  const std::string answer = verdict.rows.empty() ? "" : verdict.rows.front().text;
  const std::vector<std::string> notes = notes_of(scenario, results);
  const double height = notes_top + 18 * static_cast<double>(notes.size()) + 4;
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "role=\"img\" aria-labelledby=\"title description\">\n<title id=\"title\">{2}</title>\n"
      "<desc id=\"description\">{3}: {4}. Above, the ports in use over time by state, against those that "
      "may be handed out; below, attempts to connect and those that fail. {5}</desc>\n<style>\n{6}</style>\n"
      "<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"{7}\" height=\"{8}\" rx=\"6\"/>\n",
      picture_width, height, html_text(printable(scenario.name)), html_text(verdict.label.text),
      html_text(answer), html_text(notes.front()), style, picture_width - 1, height - 1);
  svg += text_at("title", 34, shortened(scenario.name, 80));
  svg += fmt::format("<text x=\"20\" y=\"58\"><tspan class=\"heading {}\">{}</tspan> {}</text>\n",
                     look_of(verdict.label.emphasis), html_text(verdict.label.text),
                     html_text(shortened(answer, 120)));
  svg += svg_panel(ports_panel(scenario, series));
  svg += svg_panel(attempts_panel(scenario, series));
  for (std::size_t n = 0; n < notes.size(); ++n)
    svg += text_at("small", notes_top + 18 * static_cast<double>(n), notes[n]);
  return svg + "</svg>\n";
}

}  // namespace portsim
