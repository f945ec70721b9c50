// Under a strong overload failures come in waves: the pool empties, waits for one TIME_WAIT, and refills
// together. A kernel ends TIME_WAIT only at the ticks of its timer wheel, 512 ticks apart from its wheel's
// second level on, so that every port comes back on such a tick, and is taken at once.
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/scenario/scenario_texts.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr std::int64_t ports = 100;
constexpr double rate = 100;          // connects a second
constexpr double tick = 512.0 / 250;  // seconds
// Closed within 1.44 s of a tick, a connection leaves at the 30th from there on: 60 s are 29.3.
constexpr double cycle = 30 * tick;

std::vector<Attempt> attempts_on(const char* os, double phase, double duration) {
  const std::string phases = std::string{os} == "linux-6.18"
                                 ? fmt::format(
                                       "settings: {{CONFIG_HZ: 250, net.ipv4.ip_local_port_range: 40000 "
                                       "40099}}, phases: {{time_wait: {}s}}",
                                       phase)
                                 : "settings: {net.ipv4.ip_local_port_range: 40000 40099}";
  return record(loaded(fmt::format(R"(scenario: waves
duration: {}s
hosts:
  client: {{os: {}, {}}}
services:
  web: {{address: 10.1.0.1, port: 80}}
workloads:
  calls: {{host: client, connects_to: web, client: {{model: open, arrivals: constant, rate: {}/s}}}}
)",
                                   duration, os, phases, rate)))
      .attempts;
}

struct Waves {
  std::vector<double> begins;  // seconds: of those connects that succeed after one that failed
  std::int64_t connected = 0;
  std::int64_t attempts = 0;
};

Waves waves_of(const std::vector<Attempt>& attempts, double from) {
  Waves waves;
  bool has_failed = true;
  for (const Attempt& attempt : attempts) {
    const bool is_connected = attempt.outcome == ConnectOutcome::connected;
    const double when = in_seconds(attempt.when.since_start());
    if (when >= from) {
      ++waves.attempts;
      waves.connected += is_connected;
      if (is_connected && has_failed) waves.begins.push_back(when);
    }
    has_failed = !is_connected;
  }
  return waves;
}

}  // namespace

TEST_CASE("With TIME_WAIT of exactly 60 s an overloaded pool lets connects through every 60 s", "[kernel]") {
  const Waves waves = waves_of(attempts_on("linux-4.6", 0, 600), 0);
  REQUIRE(waves.begins.size() == 10);
  for (std::size_t n = 1; n < waves.begins.size(); ++n)
    CHECK(waves.begins[n] - waves.begins[n - 1] == Approx(60).margin(0.02));
  CHECK(waves.connected == 10 * ports);
}

TEST_CASE("An overloaded pool keeps step with the kernel's timer", "[kernel]") {
  const Waves waves = waves_of(attempts_on("linux-6.18", 0, 10 * cycle), 0);
  REQUIRE(waves.begins.size() == 10);
  for (std::size_t n = 1; n < waves.begins.size(); ++n)
    CHECK(waves.begins[n] - waves.begins[n - 1] == Approx(cycle).margin(0.02));
  CHECK(waves.connected == 10 * ports);
}

TEST_CASE("Whatever its phase, an overloaded pool loses all but its ports a cycle", "[kernel]") {
  for (const double phase : {0.0, 0.3, 0.7, 1.1, 1.7, 2.0}) {
    CAPTURE(phase);
    const Waves waves = waves_of(attempts_on("linux-6.18", phase, 63 + 20 * cycle), 63);
    const double share = 1 - static_cast<double>(waves.connected) / static_cast<double>(waves.attempts);
    // Where the count ends within a wave it is off by one pool's worth of 20.
    CHECK(share == Approx(1 - ports / (rate * cycle)).margin(1.0 / 20 * ports / (rate * cycle)));
    // Close to the formula 1 - R/(r T) with the longest TIME_WAIT, 62.05 s, that such pools are said to have.
    CHECK(share == Approx(1 - ports / (rate * 62.05)).margin(0.001));
  }
}
