#include "sim/report/series_figures.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/report/html_axis.hpp"
#include "sim/report/html_curves.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace {

// What all figures of a run are made from.
struct Watched {
  const Scenario& scenario;
  const Results& results;
  const TimeSeries& series;

  TimeUnit unit() const { return time_unit_for(scenario.duration); }
  Duration middle_of(std::size_t bin) const {
    return series.bins.begin_of(bin) + series.bins.length_of(bin) / 2;
  }
};

Curves curves_over_time(const Watched& run, std::string_view y_label, std::vector<Curve> curves) {
  const TimeUnit unit = run.unit();
  Curves over_time;
  over_time.x.label = unit.name;
  over_time.x.until = unit.of(run.scenario.duration);
  for (std::size_t bin = 0; bin < run.series.bins.count(); ++bin) {
    over_time.x.values.push_back(unit.of(run.middle_of(bin)));
    over_time.x.names.push_back(duration_text(run.series.bins.begin_of(bin)));
  }
  over_time.y_label = y_label;
  over_time.curves = std::move(curves);
  over_time.marks = timeline_marks(run.scenario, unit);
  over_time.shades = warm_up_shade(run.scenario, unit);
  return over_time;
}

// "Means of 20 replications over bins of 5 s; a band is the 95 % interval of the mean."
std::string sample_words(const Watched& run, const std::vector<Curve>& curves) {
  const std::string bins = duration_text(run.series.bins.length);
  const std::string timeline = timeline_words(run.scenario);
  const std::string rest = timeline.empty() ? "" : " " + timeline;
  if (run.series.replications == 1)
    return fmt::format("One replication, averaged over bins of {}: a single one has no interval.{}", bins,
                       rest);
  if (std::none_of(curves.begin(), curves.end(), has_interval))
    return fmt::format("The same in {}, averaged over bins of {}.{}",
                       counted(run.series.replications, "replication"), bins, rest);
  return fmt::format(
      "Means of {} over bins of {}; the band around a curve is the {} interval (Student's t, n = "
      "{}) of each bin.{}",
      counted(run.series.replications, "replication"), bins, confidence_text(run.scenario.confidence),
      run.series.replications, rest);
}

Figure figure_of(const Watched& run, std::string id, std::string title, const std::string& caption,
                 std::string_view y_label, std::vector<Curve> curves) {
  Figure figure;
  figure.id = std::move(id);
  figure.chart = Chart::curves;
  figure.caption = caption + " " + sample_words(run, curves);
  const Curves over_time = curves_over_time(run, y_label, std::move(curves));
  figure.content = curves_json(over_time);
  figure.table = curves_table(over_time, title, "from");
  figure.title = std::move(title);
  return figure;
}

bool others_hold_ports(const Scenario& scenario) {
  return std::any_of(scenario.hosts.begin(), scenario.hosts.end(),
                     [](const Host& host) { return host.occupied.ports > 0; });
}

Figure ports_figure(const Watched& run, std::size_t n) {
  const LevelSeries& levels = run.series.levels[n];
  const std::string whose = levels.host.empty() ? "all hosts" : printable(levels.host);
  const std::string live = others_hold_ports(run.scenario) ? "live or held by others" : "live";
  Curve ports{"ports that may be handed out", "limit", {}};
  for (const double number : levels.ports) ports.points.push_back(Estimate{.mean = number});
  const std::string pools =
      levels.pools > 1 ? fmt::format(", its {} together", counted(static_cast<double>(levels.pools), "pool"))
                       : "";
  return figure_of(
      run, fmt::format("ports-{}", n + 1), fmt::format("Ports of {} by state", whose),
      fmt::format("Ports in use against those that may be handed out{}. In use are those that are "
                  "live, with those that others hold, and those in TIME_WAIT.",
                  pools),
      "ports",
      {std::move(ports), curve_of("in use", "whole", levels.in_use),
       curve_of("in TIME_WAIT", "time-wait", levels.time_wait), curve_of(live, "live", levels.live)});
}

// In each bin, of the part of the run that it is in. Nothing where that is not known.
template <class Rate>
Curve headroom_curve(const Watched& run, std::string name, std::string_view look, Rate rate) {
  Curve curve{std::move(name), look, {}, false};
  for (std::size_t bin = 0; bin < run.series.bins.count(); ++bin) {
    std::optional<Estimate> point;
    for (const Headroom& part : run.results.analytic.headroom)
      if (const auto value = rate(part);
          value && part.from <= run.middle_of(bin) && run.middle_of(bin) < part.until)
        point = Estimate{.mean = *value};
    curve.points.push_back(point);
  }
  return curve;
}

Figure attempts_figure(const Watched& run) {
  std::vector<Curve> curves{curve_of("attempts", "attempts", run.series.attempts),
                            curve_of("failures", "failures", run.series.failures)};
  std::string caption = "Attempts to connect, and those that fail, a second.";
  Curve sustainable = headroom_curve(run, "sustainable rate", "limit",
                                     [](const Headroom& part) { return part.sustainable_rate; });
  if (!is_empty(sustainable)) {
    caption += " The sustainable rate is the most that the ports carry for ever.";
    curves.push_back(std::move(sustainable));
  }
  const AnalyticResult& theory = run.results.analytic;
  if (theory.failure_fraction && theory.offered_rate > 0) {
    Curve by_theory{"failures by theory", "theory", {}, false};
    by_theory.points.assign(run.series.bins.count(),
                            Estimate{.mean = *theory.failure_fraction * theory.offered_rate});
    curves.push_back(std::move(by_theory));
    caption += fmt::format(" By theory ({}), {} of what is offered fail.", theory.model,
                           percent_text(*theory.failure_fraction));
  }
  return figure_of(run, "attempts", "Attempts and failures", caption, "a second", std::move(curves));
}

Figure probes_figure(const Watched& run) {
  Curve probes = curve_of("probes", "attempts", run.series.probes);
  for (std::size_t bin = 0; bin < probes.points.size(); ++bin)
    if (run.series.attempts[bin].mean == 0) probes.points[bin].reset();
  return figure_of(run, "probes", "Probes per connect",
                   "Ports that the host looks at for one connect, until it finds one or gives up.",
                   "ports looked at", {std::move(probes)});
}

}  // namespace

std::vector<Figure> series_figures(const Scenario& scenario, const Results& results) {
  if (!results.series) return {};
  const Watched run{scenario, results, *results.series};
  std::vector<Figure> figures;
  for (std::size_t n = 0; n < run.series.levels.size(); ++n) figures.push_back(ports_figure(run, n));
  figures.push_back(attempts_figure(run));
  figures.push_back(probes_figure(run));
  return figures;
}

}  // namespace portsim
