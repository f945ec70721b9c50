// The page of a sweep: the answer, and every figure as it was measured.
#include "sim/report/sweep_html.hpp"

#include <utility>

#include <catch2/catch.hpp>

#include "sim/report/sweep_answer.hpp"

#include "tests/sim/report/page_contents.hpp"

using namespace portsim;

namespace {

// So many of 1,000 connects fail, in each of 20 replications.
SweptPoint point(std::size_t number, double failures) {
  SweptPoint swept{.point = number, .digest = "0123"};
  const Estimate fraction{.mean = failures / 1000, .low = failures / 1250, .high = failures / 800};
  swept.measurements = {{"failure_fraction", fraction},
                        {"time_to_first_failure", std::nullopt},
                        {"attempts", Estimate{1000}},
                        {"failures", Estimate{failures}},
                        {"theory.failure_fraction", Estimate{0.125}}};
  swept.is_met = failures < 1;
  swept.replications.resize(20);
  return swept;
}

FinishedSweep sweep_of(std::vector<Axis> axes, const std::vector<double>& failures) {
  FinishedSweep sweep;
  sweep.name = "Sample";
  sweep.file = "sample.yaml";
  sweep.grid = make_grid(std::move(axes), {}).value();
  for (std::size_t n = 0; n < sweep.grid.points.size(); ++n)
    sweep.planned.push_back({"0123", 7, Probability{0.95}});
  for (std::size_t n = 0; n < failures.size(); ++n) sweep.points.push_back(point(n, failures[n]));
  return sweep;
}

const Axis delays{"hosts.web.delay", {"30", "60", "120", "240"}};
const Axis systems{"hosts.web.os", {"windows-2000", "windows-7-sp1"}};

SweepReport report_of(const FinishedSweep& sweep, std::vector<std::optional<std::string>> today) {
  return {.sweep = sweep,
          .text = "scenario: a # <b>\n",
          .today = std::move(today),
          .thresholds = {{"failure_fraction", 0.001, "failure_fraction < 0.1%"}},
          .depends_on = {{"TIME_WAIT lasts 240 s", {Confidence::inferred, "a book", ""}}}};
}

std::vector<std::string> answer_of(const SweepReport& report) {
  std::vector<std::string> texts{sweep_answer(report).label.text};
  for (const Row& row : sweep_answer(report).rows) texts.push_back(row.text);
  return texts;
}

}  // namespace

TEST_CASE("A sweep's page answers how many points hold, where failures begin, and what today's value does",
          "[report][html]") {
  const FinishedSweep sweep = sweep_of({delays}, {0, 0, 100, 500});
  CHECK(answer_of(report_of(sweep, {"240"})) ==
        std::vector<std::string>{
            "2 of 4 points meet the thresholds", "fails from delay 120 on",
            "as the scenario has it, delay 240: 50.0 % of the connects fail (95 % interval 40.0 % to 62.5 "
            "%, n = 20 replications)",
            "best at delay 30: 0 % of the connects fail (the same in 20 replications), as at 1 point more",
            "worst at delay 240: 50.0 % of the connects fail (95 % interval 40.0 % to 62.5 %, n = 20 "
            "replications)"});
}

TEST_CASE("A sweep's verdict is good where every point holds, bad where none does", "[report][html]") {
  const auto emphasis = [](const std::vector<double>& failures) {
    const FinishedSweep sweep = sweep_of({delays}, failures);
    return sweep_answer(report_of(sweep, {std::nullopt})).label.emphasis;
  };
  CHECK(emphasis({0, 0}) == Emphasis::good);
  CHECK(emphasis({0, 5}) == Emphasis::doubtful);
  CHECK(emphasis({5, 5}) == Emphasis::bad);
  CHECK(emphasis({}) == Emphasis::doubtful);
}

TEST_CASE("A sweep's page says which points are missing", "[report][html]") {
  FinishedSweep sweep = sweep_of({delays}, {0});
  CHECK(answer_of(report_of(sweep, {std::nullopt})).back() ==
        "1 of 4 points have finished, the others are missing here");
  sweep.shard = {1, 2};
  CHECK(answer_of(report_of(sweep, {std::nullopt})).back() ==
        "this is part 1/2 of a sweep of 4 points; 1 of 2 points have finished, the others are missing here");
  sweep.points.clear();
  CHECK(has_text(sweep_html(report_of(sweep, {std::nullopt})), "NOTHING FINISHED"));
}

TEST_CASE("Today's value is found whatever its unit is written like", "[report][html]") {
  CHECK(is_same_value("60s", "1min"));
  CHECK(is_same_value("120/min", "2/s"));
  CHECK_FALSE(is_same_value("120/min", "2"));
  CHECK(is_same_value("windows-2000", "windows-2000"));
  CHECK_FALSE(is_same_value("60s", "60"));
  CHECK_FALSE(is_same_value("windows-2000", "windows-7-sp1"));
}

TEST_CASE("The figures in a sweep's page are those that were measured", "[report][html]") {
  const FinishedSweep sweep = sweep_of({systems, delays}, {0, 1, 2, 3, 100, 200, 300, 400.0 / 3});
  const auto content = content_of_figure(sweep_html(report_of(sweep, {std::nullopt, "240"})), "sweep");
  REQUIRE(content["points"].size() == 8);
  CHECK(content["axes"][0]["values"] == systems.values);
  CHECK(content["axes"][0]["numbers"].is_null());
  CHECK(content["axes"][1]["numbers"] == std::vector<double>{30, 60, 120, 240});
  CHECK(content["axes"][1]["by_factors"] == true);
  CHECK(content["axes"][1]["today"]["at"] == 3);
  CHECK(content["axes"][0]["today"].is_null());
  const auto& last = content["points"][7];
  CHECK(last["at"] == std::vector<int>{1, 3});
  CHECK(last["n"] == 20);
  CHECK(last["met"] == false);
  CHECK(last["theory"] == 0.125);
  CHECK(content["metrics"][0]["name"] == "failure_fraction");
  CHECK(content["metrics"].size() == 4);  // theory stands beside, not among them
  CHECK(last["values"][0] == std::vector<double>{400.0 / 3 / 1000, 400.0 / 3 / 1250, 400.0 / 3 / 800});
  CHECK(last["values"][1].is_null());
  CHECK(last["values"][2] == 1000);
  CHECK(content["thresholds"][0]["value"] == 0.001);
}

TEST_CASE("An axis in equal steps is not by factors", "[report][html]") {
  const FinishedSweep sweep = sweep_of({{"a.b", {"30s", "60s", "90s", "2min"}}}, {0, 0, 0, 0});
  const auto content = content_of_figure(sweep_html(report_of(sweep, {std::nullopt})), "sweep");
  CHECK(content["axes"][0]["by_factors"] == false);
  CHECK(content["axes"][0]["unit"] == "s");
  CHECK(content["axes"][0]["numbers"] == std::vector<double>{30, 60, 90, 120});
}

TEST_CASE("Hostile values and names of a sweep stay text", "[report][html]") {
  const std::string hostile = "</script><img src=x onerror=alert(1)>";
  FinishedSweep sweep = sweep_of({{"hosts.<b>.os", {hostile, "b\x1b[31m"}}}, {0, 1});
  sweep.name = hostile;
  const std::string page = sweep_html(report_of(sweep, {hostile}));
  CHECK_FALSE(has_text(page, "<img"));
  CHECK_FALSE(has_text(page, "hosts.<b>"));
  CHECK_FALSE(has_text(page, "\x1b"));
  CHECK(content_of_figure(page, "sweep")["axes"][0]["values"][0] == hostile);
}

TEST_CASE("A sweep's page has every point in its table, its sources, its scenario and its command",
          "[report][html]") {
  const FinishedSweep sweep = sweep_of({delays}, {0, 0, 100, 500});
  const std::string page = sweep_html(report_of(sweep, {std::nullopt}));
  CHECK(has_text(page, "<tr><th scope=\"row\">120</th><td>10.0 %</td><td>8.0 to 12.5 %</td>"));
  CHECK(has_text(page, "TIME_WAIT lasts 240 s"));
  CHECK(has_text(page, "<code>scenario: a # &lt;b&gt;\n"));
  CHECK(has_text(page, "portsim sweep sample.yaml --vary hosts.web.delay=30,60,120,240"));
  CHECK(has_text(page, "<p>seed 7</p>"));
}

TEST_CASE("A page of 1,000 points with thirty figures each is under 5 MB", "[report][html]") {
  std::vector<std::string> values;
  for (int n = 1; n <= 1000; ++n) values.push_back(std::to_string(n));
  FinishedSweep sweep = sweep_of({{"a.b", values}}, std::vector<double>(1000, 1000.0 / 3));
  for (SweptPoint& swept : sweep.points)
    for (int n = 0; n < 25; ++n)
      swept.measurements.push_back(
          {"workloads.w" + std::to_string(n) + ".failure_fraction", Estimate{1.0 / 3, 1.0 / 7, 3.0 / 7}});
  CHECK(sweep_html(report_of(sweep, {std::nullopt})).size() < 5'000'000);
}
