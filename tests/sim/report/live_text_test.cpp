#include "sim/report/live_text.hpp"

#include <cerrno>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "models/os/catalogue.hpp"

#include "sim/report/live_json.hpp"

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

TwinPrediction predicted_failures(const Prediction& failures) {
  TwinPrediction twin{.runs = 199, .attempts = {75, 75, 75}, .failures = failures};
  twin.failure_fraction = {failures.mean / 75, failures.low / 75, failures.high / 75};
  twin.first_failure_s = Prediction{20, 20, 20};
  twin.time_wait_peak = {20, 20, 20};
  twin.failures_in_span = {{0, 0, 0}, {25, 25, 25}, {failures.mean - 25, 16, 19}};
  twin.time_wait_at_end_of_span = {{20, 20, 20}, {20, 20, 20}, {19.5, 18, 20}};
  return twin;
}

LiveMeasurement sample_measurement() {
  LiveMeasurement measured;
  measured.kernel = {.release = "6.18.44",
                     .os = find_os("linux-6.18"),
                     .hz = 250,
                     .has_second_host = true,
                     .settings = {{"net.ipv4.ip_local_port_range", "40000 40019"}}};
  for (int n = 0; n < 75; ++n) {
    const bool fails = n >= 20 && n < 62;
    measured.attempts.push_back(
        {.due = SimTime{std::chrono::seconds{n}}, .error = fails ? EADDRNOTAVAIL : 0});
  }
  return measured;
}

// 42 of 75 connects fail.
FinishedLive sample_live() {
  FinishedLive live{.scenario = sample_scenario(), .measured = sample_measurement()};
  live.scenario.duration = 75s;
  live.scenario.hosts.emplace_back().behaviour.time_wait_granularity = 2048ms;
  live.comparison.span = 25s;
  live.comparison.measured = {.attempts = 75,
                              .failures = 42,
                              .first_failure = 20s,
                              .time_wait_peak = 20,
                              .attempts_in_span = {25, 25, 25},
                              .failures_in_span = {5, 25, 12},
                              .time_wait_at_end_of_span = {20, 20, 19}};
  live.comparison.predicted = predicted_failures({42.5, 41, 44});
  live.comparison.lateness = {100us, 900us, 4ms};
  return live;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("A measurement within its prediction agrees", "[report][live]") {
  const std::string text = live_text(sample_live(), {});
  CHECK(contains(text,
                 "AGREES      measured    42 of 75 connects fail (56.0 %)\n"
                 "            predicted   42.5 of 75 connects fail (56.7 %); 99 % interval 54.7 % to 58.7 %, "
                 "n = 199\n"
                 "                        simulated runs\n"
                 "            difference  -0.67 points; the measured run is inside the interval\n"));
  CHECK(contains(text, "EADDRNOTAVAIL from connect(): 42 times"));
  CHECK(contains(text, "half within 0.10 ms, 99 % within 0.90 ms, all within 4.00 ms"));
  CHECK(contains(text, "Linux 6.18.44, CONFIG_HZ=250, predicted as linux-6.18"));
  CHECK(contains(text, "ip_local_port_range=40000 40019"));
}

TEST_CASE("A measurement outside its prediction differs", "[report][live]") {
  FinishedLive live = sample_live();
  live.comparison.measured.failures = 46;
  CHECK(contains(live_text(live, {}), "DIFFERS     measured    46 of 75 connects fail (61.3 %)\n"));
  CHECK(contains(live_text(live, {}), "+4.67 points; the measured run is outside the interval"));
}

TEST_CASE("A machine that was too busy proves nothing, and that is said", "[report][live]") {
  FinishedLive live = sample_live();
  live.comparison.measured.failures = 45;
  live.comparison.lateness.of_99_percent = 80ms;
  const std::string text = live_text(live, {});
  CHECK(contains(text, "TOO BUSY "));
  CHECK(contains(text, "80.00 ms"));
}

TEST_CASE("Where the timers stood is shown with what the model says of it", "[report][live]") {
  FinishedLive live = sample_live();
  CHECK_FALSE(contains(live_text(live, {}), "Timers"));
  live.measured.phases = {.time_wait = 530ms, .port_hash = 3200ms};
  live.measured.phase_source = PhaseSource::jiffies;
  live.comparison.with_phases = predicted_failures({42, 42, 42});
  const std::string text = live_text(live, {});
  CHECK(contains(text,
                 "TIME_WAIT ends every 2.048 s, first at 0.530 s of the run (by the kernel's tick counter)"));
  CHECK(contains(text, "in every run"));
}

TEST_CASE("Both curves are drawn, and no line is wider than the page", "[report][live]") {
  const std::string text = live_text(sample_live(), {});
  CHECK(contains(text, "25.0 s "));
  CHECK(contains(text, "75.0 s "));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    CHECK(end - begin <= static_cast<std::size_t>(page_width));
    begin = end + 1;
  }
}

TEST_CASE("JSON has the measurement, the prediction and both curves", "[report][live]") {
  const auto json = nlohmann::json::parse(live_json(sample_live()));
  CHECK(json["schema"] == "portsim/live/1");
  CHECK(json["measured"]["failures"] == 42);
  CHECK(json["measured"]["failures_by_error"][0]["name"] == "EADDRNOTAVAIL");
  CHECK(json["measured"]["failures_by_error"][0]["count"] == 42);
  CHECK(json["predicted"]["failures"]["low"] == 41);
  CHECK(json["predicted"]["failures"]["confidence"] == 0.99);
  CHECK(json["predicted_with_phases"].is_null());
  CHECK(json["difference"].get<double>() == Approx(-0.5 / 75));
  CHECK(json["inside"] == true);
  CHECK(json["kernel"]["hz"] == 250);
  CHECK(json["slip"]["too_late"] == false);
  CHECK(json["curves"]["until_s"] == std::vector<double>{25, 50, 75});
  CHECK(json["curves"]["failures"]["measured"] == std::vector<double>{5, 25, 12});
  CHECK(json["curves"]["time_wait"]["predicted"] == std::vector<double>{20, 20, 19.5});
}
