// A measured run beside simulated ones. What is measured here is made up: a host of ten ports, where all is
// known.
#include "sim/experiment/live_twin.hpp"

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "sim/scenario/load.hpp"

using namespace portsim;

namespace {

// 20 ports of Linux at one connect a second.
Scenario twenty_ports(const std::string& phases = "{}") {
  const auto loaded = load_scenario(
      {"test.yaml",
       "scenario: Twenty ports\n"
       "duration: 75s\n"
       "hosts:\n"
       "  client: {os: linux-6.18, settings: {net.ipv4.ip_local_port_range: 40000 40019}, phases: " +
           phases +
           "}\n"
           "services:\n"
           "  server: {address: 10.0.1.20, port: 80}\n"
           "workloads:\n"
           "  connects:\n"
           "    host: client\n"
           "    connects_to: server\n"
           "    client: {model: open, arrivals: constant, rate: 1/s}\n"});
  REQUIRE(loaded);
  return *loaded;
}

// As a kernel would have it on which so many of 75 connects fail, from that at 20 s on.
LiveMeasurement measured_with(int failures, Duration slip = 0ms) {
  LiveMeasurement measured;
  for (int n = 0; n < 75; ++n) {
    const bool fails = n >= 20 && n < 20 + failures;
    measured.attempts.push_back(
        {.due = SimTime{std::chrono::seconds{n}}, .slip = slip, .error = fails ? 99 : 0});
  }
  for (int n = 0; n <= 750; ++n) measured.time_wait.push_back({SimTime{n * 100ms}, std::min(20, n / 10 + 1)});
  return measured;
}

LiveComparison compared(const Scenario& scenario, const LiveMeasurement& measured) {
  const auto comparison = compare_live(scenario, measured, {.threads = 1});
  REQUIRE(comparison);
  return *comparison;
}

}  // namespace

TEST_CASE("The figures of a measured run are those of its attempts and samples", "[live]") {
  const RunFigures figures = compared(twenty_ports(), measured_with(42)).measured;
  CHECK(figures.attempts == 75);
  CHECK(figures.failures == 42);
  CHECK(figures.first_failure == 20s);
  CHECK(figures.time_wait_peak == 20);
  CHECK(figures.attempts_in_span == std::vector<double>(15, 5.0));
  CHECK(figures.failures_in_span == std::vector<double>{0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 2, 0, 0});
  CHECK(figures.time_wait_at_end_of_span[0] == 6);
  CHECK(figures.time_wait_at_end_of_span[14] == 20);
}

// The first tick behind 60 s comes within 2.048 s: 41 attempts fail for sure, and up to three until the ports
// that come back are as many as the connects that came since.
TEST_CASE("What a kernel draws makes the interval, and a run within it agrees", "[live]") {
  const LiveComparison comparison = compared(twenty_ports(), measured_with(42));
  const Prediction& failures = comparison.predicted.failures;
  CHECK(comparison.predicted.runs == 199);
  CHECK(failures.low >= 41);
  CHECK(failures.high <= 44);
  CHECK(failures.low < failures.high);
  CHECK(comparison.predicted.first_failure_s->low == 20);
  CHECK(comparison.predicted.first_failure_s->high == 20);
  CHECK(comparison.predicted.time_wait_peak.mean == 20);
  CHECK(comparison.is_inside());
  CHECK(comparison.agrees());
  CHECK_FALSE(compared(twenty_ports(), measured_with(39)).agrees());
  CHECK_FALSE(compared(twenty_ports(), measured_with(46)).agrees());
}

TEST_CASE("Lateness may move one attempt over a tick, or one in a thousand", "[live]") {
  LiveComparison comparison;
  comparison.measured.attempts = 100;
  comparison.predicted.failure_fraction = {0.5, 0.5, 0.5};
  const auto agrees_with = [&](double failures) {
    comparison.measured.failures = failures;
    return comparison.agrees();
  };
  CHECK(agrees_with(51));
  CHECK_FALSE(agrees_with(52));
  comparison.measured.attempts = 10'000;
  CHECK(agrees_with(5010));
  CHECK_FALSE(agrees_with(5011));
}

TEST_CASE("With the timers known there is nothing left to draw", "[live]") {
  LiveMeasurement measured = measured_with(42);
  CHECK_FALSE(compared(twenty_ports(), measured).with_phases);
  measured.phases = {.time_wait = 500ms, .port_hash = 1s};
  const LiveComparison comparison = compared(twenty_ports(), measured);
  REQUIRE(comparison.with_phases);
  CHECK(comparison.with_phases->failures.low == comparison.with_phases->failures.high);
}

TEST_CASE("A machine that is 50 ms late more than once in a hundred attempts shows nothing", "[live]") {
  CHECK_FALSE(compared(twenty_ports(), measured_with(42, 50ms)).is_too_late());
  CHECK(compared(twenty_ports(), measured_with(42, 51ms)).is_too_late());
  LiveMeasurement once = measured_with(42);
  once.attempts.resize(100, {.due = SimTime{74s}});
  once.attempts[7].slip = 3s;
  CHECK_FALSE(compared(twenty_ports(), once).is_too_late());
  CHECK(compared(twenty_ports(), once).lateness.most == 3s);
}

TEST_CASE("Attempts of the warm-up do not count, but the first failure does", "[live]") {
  Scenario scenario = twenty_ports();
  scenario.warm_up = 30s;
  const RunFigures figures = compared(scenario, measured_with(42)).measured;
  CHECK(figures.attempts == 45);
  CHECK(figures.failures == 32);
  CHECK(figures.first_failure == 20s);
}

TEST_CASE("A stopped prediction is none", "[live]") {
  const std::atomic<bool> stop{true};
  CHECK_FALSE(compare_live(twenty_ports(), measured_with(42), {.threads = 1, .stop = &stop}));
}

TEST_CASE("Curves have at most twenty spans of a round length", "[live]") {
  CHECK(span_of(75s) == 5s);
  CHECK(span_of(10s) == 1s);
  CHECK(span_of(20s) == 1s);
  CHECK(span_of(15min) == 60s);
  CHECK(span_of(40min) * 20 >= 40min);
}

TEST_CASE("What a scenario asks of a machine is counted in a simulated run", "[live]") {
  Scenario scenario = twenty_ports();
  scenario.workloads.front().holds = HoldingTimeSpec{ConstantHold{10s}};
  const LiveDemand demand = demand_of(scenario);
  CHECK(demand.attempts == 75);
  CHECK(demand.attempts_per_second == 1);
  CHECK(demand.live == 10);
}
