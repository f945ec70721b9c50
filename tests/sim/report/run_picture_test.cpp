// The picture of a run: what is drawn stands where the figures say.
#include "sim/report/run_picture.hpp"

#include <catch2/catch.hpp>

#include "sim/report/svg_panel.hpp"

#include "tests/sim/report/page_contents.hpp"
#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

// Four bins of 7.5 minutes: the ports fill up in the second.
Results watched_run() {
  Results results = failing_run();
  TimeSeries series{.bins = {30min, 450s}, .replications = 20, .attempts = {}, .failures = {}, .probes = {}};
  LevelSeries levels{.host = "mail-front-end", .pools = 1, .ports = {100, 100, 100, 100}};
  levels.in_use = {Estimate{20, 10, 30}, Estimate{100}, Estimate{100}, Estimate{100}};
  levels.time_wait = {Estimate{10}, Estimate{90}, Estimate{90}, Estimate{90}};
  levels.live = {Estimate{10}, Estimate{10}, Estimate{10}, Estimate{10}};
  series.levels = {levels};
  series.attempts = {Estimate{28}, Estimate{28}, Estimate{28}, Estimate{28}};
  series.failures = {Estimate{0}, Estimate{12}, Estimate{12}, Estimate{12}};
  results.series = series;
  return results;
}

}  // namespace

TEST_CASE("A picture has a title, a description, the verdict and its sample, and no script",
          "[report][svg]") {
  const std::string svg = run_picture(sample_scenario(), watched_run());
  CHECK(has_text(svg, "<title id=\"title\">IMAP client with a very low MailboxCacheTTL</title>"));
  CHECK(has_text(svg, "role=\"img\" aria-labelledby=\"title description\""));
  CHECK(has_text(svg, ">FAILS</tspan> 46.7 % of 42,346 connects fail"));
  CHECK(has_text(svg,
                 "Means of n = 20 replications over bins of 450 s; bands are 95 % intervals of the mean."));
  CHECK(has_text(svg, "Seed 319502, portsim "));
  CHECK(has_text(svg, "@media (prefers-color-scheme:dark)"));
  CHECK_FALSE(has_text(svg, "<script"));
  CHECK(svg.find("http") == svg.rfind("http"));  // the name space, which nobody asks for
  CHECK(svg.size() < 100'000);
}

TEST_CASE("Curves of a panel stand where their figures say, from zero to a little above the largest",
          "[report][svg]") {
  Panel panel;
  panel.x = {0, 5, 10};
  panel.x_max = 10;
  panel.height = 105;
  panel.curves = {{"in use", "whole", {Estimate{0}, Estimate{50, 25, 75}, Estimate{100}}}};
  const std::string svg = svg_panel(panel);
  // 70 to 880 across; 44 is the head, and 105 is as high as 1.05 times 100.
  CHECK(has_text(svg, "<path class=\"whole\" d=\"M70.0 149.0L475.0 99.0L880.0 49.0\"/>"));
  CHECK(has_text(svg,
                 "<path class=\"band whole\" d=\"M70.0 149.0L475.0 74.0L880.0 49.0L880.0 49.0L475.0 "
                 "124.0L70.0 149.0Z\"/>"));
}

TEST_CASE("Ticks are round numbers", "[report][svg]") {
  CHECK(round_ticks(105, 5) == std::vector<double>{0, 50, 100});
  CHECK(round_ticks(30, 10) == std::vector<double>{0, 5, 10, 15, 20, 25, 30});
  CHECK(round_ticks(4000, 5) == std::vector<double>{0, 1000, 2000, 3000, 4000});
}

TEST_CASE("A picture marks the steps of the timeline, and names them below", "[report][svg]") {
  Scenario scenario = sample_scenario();
  scenario.timeline.resize(1);
  scenario.timeline[0].at = 15min;
  scenario.timeline[0].what = "restart the adapter";
  const std::string svg = run_picture(scenario, watched_run());
  CHECK(has_text(svg, "<path class=\"mark\" d=\"M475.0 "));
  CHECK(has_text(svg, "1 at 15 min, restart the adapter"));
}

TEST_CASE("Hostile names in a picture stay text, and long ones end in time", "[report][svg]") {
  Scenario scenario = sample_scenario();
  scenario.name = "</title><script>alert(1)</script>\x1b" + std::string(300, 'x');
  const std::string svg = run_picture(scenario, watched_run());
  CHECK_FALSE(has_text(svg, "<script"));
  CHECK_FALSE(has_text(svg, "\x1b"));
  CHECK(has_text(svg, "x…</text>"));
}
