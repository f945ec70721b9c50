#include "sim/report/sweep_text.hpp"

#include <sstream>

#include <catch2/catch.hpp>

#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_knee.hpp"

using namespace portsim;

namespace {

// A point at which that many of 1,000 attempts fail, with what theory offers to 1,000 ports.
SweptPoint point(std::size_t number, double failures, double offered_load) {
  SweptPoint swept{.point = number, .digest = "0123"};
  const Estimate fraction{.mean = failures / 1000, .low = failures / 1250, .high = failures / 800};
  swept.measurements = {{"failure_fraction", fraction},
                        {"loss_fraction", fraction},
                        {"time_to_first_failure", std::nullopt},
                        {"attempts", Estimate{1000}},
                        {"failures", Estimate{failures}},
                        {"theory.failure_fraction", std::nullopt},
                        {"theory.offered_load", Estimate{offered_load}},
                        {"theory.ports", Estimate{1000}}};
  swept.replications.resize(20);
  return swept;
}

// Failures at each value of an axis; the load grows by 300 erlangs from value to value, from 600.
FinishedSweep sweep_of(const std::string& path, const std::vector<std::string>& values,
                       const std::vector<double>& failures) {
  FinishedSweep sweep;
  sweep.name = "Sample";
  sweep.file = "sample.yaml";
  sweep.grid = make_grid({{path, values}}, {}).value();
  for (std::size_t n = 0; n < failures.size(); ++n) {
    sweep.planned.push_back({"0123", 1, Probability{0.95}});
    sweep.points.push_back(point(n, failures[n], 600 + 300 * static_cast<double>(n)));
  }
  return sweep;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The knee says where failures begin, and where the load meets the ports on a straight line",
          "[report]") {
  // 900 erlangs at 60, 1,200 at 90: 1,000 a third of the way.
  CHECK(knee_text(sweep_of("hosts.web.delay", {"30", "60", "90"}, {0, 0, 40})) ==
        "fails from delay 90 on; capacity meets load at 70 (closed form)");
  CHECK(knee_text(sweep_of("hosts.web.delay", {"30s", "60s", "90s"}, {0, 1, 40})) ==
        "fails from delay 60s on; capacity meets load at 70.0 s (closed form)");
  CHECK(knee_text(sweep_of("a.ports", {"30", "60"}, {5, 0})) == "fails up to ports 30");
  CHECK(knee_text(sweep_of("a.ports", {"30", "60"}, {0, 0})) == "no connect fails");
  CHECK(contains(knee_text(sweep_of("a.os", {"x", "y", "z"}, {1, 0, 1})),
                 "fails at 2 of 3 points, not all at one end"));
  CHECK(knee_text(sweep_of("a.ports", {"30"}, {5})).empty());
}

TEST_CASE("The longest bar is of the point that fails most, and no bar is of one that does not", "[report]") {
  const FinishedSweep sweep = sweep_of("a.b", {"1", "2", "3"}, {0, 250, 500});
  const std::string ascii = sweep_text(sweep, {});
  CHECK(contains(ascii, "  ##########\n"));
  CHECK(contains(ascii, "  ####################\n"));
  CHECK(contains(ascii, "\n1  0 %"));
  CHECK(contains(ascii, "the bars show what fails; the longest is 50.0 %"));
  CHECK(contains(sweep_text(sweep, {.unicode = true}), "████████████████████\n"));
}

TEST_CASE("Theory that a point need not agree with stands in parentheses", "[report]") {
  FinishedSweep sweep = sweep_of("a.b", {"1", "2"}, {0, 250});
  for (SweptPoint& swept : sweep.points) {
    REQUIRE(swept.measurements[5].name == "theory.failure_fraction");
    swept.measurements[5].value = Estimate{0.125};
    swept.measurements.push_back({"theory.agrees", Estimate{1}});
  }
  CHECK(contains(sweep_text(sweep, {}), " 12.5 % "));
  CHECK_FALSE(contains(sweep_text(sweep, {}), "parentheses"));
  sweep.points[1].measurements.back().value.reset();
  CHECK(contains(sweep_text(sweep, {}), " (12.5 %) "));
  CHECK(contains(sweep_text(sweep, {}), "(in parentheses): theory that a point need not agree with"));
}

TEST_CASE("A table is at most 100 columns wide", "[report]") {
  const std::string longest(60, 'v');
  const FinishedSweep sweep =
      sweep_of("hosts.a-long-name-of-a-host.settings.TcpTimedWaitDelay", {longest, "2"}, {0.001, 999.99});
  std::istringstream lines{sweep_text(sweep, {})};
  for (std::string line; std::getline(lines, line);) CHECK(width_of(line) <= 100);
}

TEST_CASE("The table names an axis by its path where its last key is another's too", "[report]") {
  Grid grid = make_grid({{"a.ttl", {"1"}}, {"b.ttl", {"1"}}, {"b.holds", {"1"}}}, {}).value();
  CHECK(short_name(grid, 0) == "a.ttl");
  CHECK(short_name(grid, 1) == "b.ttl");
  CHECK(short_name(grid, 2) == "holds");
}

TEST_CASE("A sweep of which nothing has finished is a page without a table", "[report]") {
  FinishedSweep sweep = sweep_of("a.b", {"1", "2"}, {0, 0});
  sweep.points.clear();
  CHECK(contains(sweep_text(sweep, {}), "0 of 2 points\n"));
  CHECK(sweep_csv(sweep) ==
        "point,a.b,replications,thresholds_met,thresholds_uncertain,seed,digest,fingerprint\r\n");
}

TEST_CASE("A cell of CSV is quoted where it must be and cannot be a formula", "[report]") {
  const FinishedSweep sweep = sweep_of("a.b", {"=SUM(A1)", "a,b", "say \"no\"", "[KB1, KB2]"}, {0, 0, 0, 0});
  const std::string csv = sweep_csv(sweep);
  CHECK(contains(csv, "\r\n0,'=SUM(A1),20,"));
  CHECK(contains(csv, "\r\n1,\"a,b\",20,"));
  CHECK(contains(csv, "\r\n2,\"say \"\"no\"\"\",20,"));
  CHECK(contains(csv, "\r\n3,\"[KB1, KB2]\",20,"));
}
