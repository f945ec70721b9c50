// Cases that others measured or published of Linux and macOS, and how many connects succeed and fail in them.
// O: observed on Linux 6.18 at HZ=250 in network namespaces of its own. P: published.
#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/scenario/scenario_texts.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

struct Case {
  std::string os = "linux-6.18";
  std::string settings = "net.ipv4.ip_local_port_range: 40000 40009";
  std::string services = "{address: 10.0.1.20, port: 80}";
  std::string client = "{model: open, arrivals: constant, rate: 1/s}";
  std::string workload = "holds: forever";  // its other keys
  std::string duration = "1min";
  std::string host = "uptime: 1h";  // its other keys
};

Scenario scenario_of(const Case& given) {
  return loaded(fmt::format(R"(scenario: case
duration: {}
hosts:
  client: {{os: {}, settings: {{{}}}, {}}}
services:
  service: {}
workloads:
  load: {{host: client, connects_to: service, client: {}, {}}}
)",
                            given.duration, given.os, given.settings, given.host, given.services,
                            given.client, given.workload));
}

struct Outcome {
  std::int64_t connected = 0;
  std::int64_t failed = 0;
  Duration first_failure = forever;
  std::vector<PortOffset> ports;
  std::vector<PoolIndex> pools;
};

Outcome outcome_of(const Case& given) {
  Outcome outcome;
  for (const Attempt& attempt : record(scenario_of(given)).attempts) {
    if (attempt.outcome == ConnectOutcome::connected) {
      ++outcome.connected;
      outcome.ports.push_back(attempt.port);
      outcome.pools.push_back(attempt.pool);
    } else {
      outcome.first_failure = std::min(outcome.first_failure, attempt.when.since_start());
      ++outcome.failed;
    }
  }
  return outcome;
}

}  // namespace

TEST_CASE("O1: ten ports serve ten connections towards each destination, even ports first", "[host][linux]") {
  const Outcome one = outcome_of({});
  CHECK(one.connected == 10);
  const Outcome two = outcome_of({.services = "{address: 10.0.1.20, port: 80, count: 2}"});
  CHECK(two.connected == 20);
  for (PoolIndex pool = 0; pool < 2; ++pool) {
    int in_order = 0;
    for (std::size_t n = 0; n < two.ports.size(); ++n) {
      if (two.pools[n] != pool) continue;
      CHECK(two.ports[n] % 2 == (in_order < 5 ? 0 : 1));
      ++in_order;
    }
    CHECK(in_order == 10);
  }
}

TEST_CASE("O2, P19: with bind() before connect() ten ports serve ten connections in all", "[host][linux]") {
  for (const char* options : {"", ", socket: [SO_REUSEADDR]"}) {
    const Case given{.services = "{address: 10.0.1.20, port: 80, count: 3}",
                     .workload = std::string{"holds: forever, bind: any-port"} + options};
    CHECK(outcome_of(given).connected == 10);
  }
}

TEST_CASE("With IP_BIND_ADDRESS_NO_PORT an address serves each destination in full", "[host][linux]") {
  const Case given{.services = "{address: 10.0.1.20, port: 80, count: 2}",
                   .workload = "holds: forever, from: [10.0.0.1], socket: [IP_BIND_ADDRESS_NO_PORT]"};
  CHECK(outcome_of(given).connected == 20);
}

TEST_CASE("O6: 16 connections a second on 1,000 ports for 300 s: none fails", "[host][linux]") {
  const Outcome outcome = outcome_of({.settings = "net.ipv4.ip_local_port_range: 40000 40999",
                                      .client = "{model: open, arrivals: constant, rate: 16/s}",
                                      .workload = "closes: client",
                                      .duration = "300s"});
  CHECK(outcome.connected == 4800);
  CHECK(outcome.failed == 0);
}

// Measured: the first failure at 58.8 s, 220 of 5,100.
TEST_CASE("O7: 17 connections a second on 1,000 ports for 300 s: 4.3 % fail", "[host][linux]") {
  const Outcome outcome = outcome_of({.settings = "net.ipv4.ip_local_port_range: 40000 40999",
                                      .client = "{model: open, arrivals: constant, rate: 17/s}",
                                      .workload = "closes: client",
                                      .duration = "300s"});
  CHECK(in_seconds(outcome.first_failure) == Approx(58.8).margin(0.05));
  CHECK(static_cast<double>(outcome.failed) / 5100 == Approx(0.043).margin(0.01));
}

// Measured: the first failure at 20.0 s, 1,000 succeed.
TEST_CASE("O8: 10 connections a second on 200 ports for 300 s: 1,000 succeed", "[host][linux]") {
  const Outcome outcome = outcome_of({.settings = "net.ipv4.ip_local_port_range: 40000 40199",
                                      .client = "{model: open, arrivals: constant, rate: 10/s}",
                                      .workload = "closes: client",
                                      .duration = "300s"});
  CHECK(in_seconds(outcome.first_failure) == Approx(20.0).margin(0.05));
  CHECK(static_cast<double>(outcome.connected) == Approx(1000).epsilon(0.01));
}

// Commit ca7af0402550: of 14,116 even ports each connect passes over at most eight; 4.5 on average.
TEST_CASE("P1: Linux 5.18 does not come back to a port within 14,116/8 connections", "[host][linux]") {
  const Outcome outcome = outcome_of({.os = "linux-5.18",
                                      .settings = "CONFIG_HZ: 250",
                                      .client = "{model: open, arrivals: constant, rate: 1000/s}",
                                      .workload = "closes: abort",
                                      .duration = "9s",  // the place in the range changes every 10 s
                                      .host = "phases: {port_hash: 0s}"});
  REQUIRE(outcome.connected == 9000);
  std::vector<std::int64_t> last(28'232, -1'000'000);
  std::int64_t nearest = 1'000'000;
  for (std::size_t n = 0; n < outcome.ports.size(); ++n) {
    const auto now = static_cast<std::int64_t>(n);
    nearest = std::min(nearest, now - last[outcome.ports[n]]);
    last[outcome.ports[n]] = now;
  }
  CHECK(nearest >= 14'116 / 8);
  // A lap takes 14,116/4.5 connections, give or take 2.29 sqrt(3137)/4.5 = 29: five of that.
  std::int64_t first_lap = 0;
  PortOffset passed = 0;
  for (std::size_t n = 1; passed < 28'232; ++n, ++first_lap)
    passed += (outcome.ports[n] + 28'232 - outcome.ports[n - 1]) % 28'232;
  CHECK(static_cast<double>(first_lap) == Approx(3137).margin(150));
}

TEST_CASE("P2: 28,233 ports keep as many sockets towards one destination", "[host][linux]") {
  const Outcome outcome = outcome_of({.os = "linux-2.6",
                                      .settings = "",
                                      .client = "{model: open, arrivals: constant, rate: 1000/s}",
                                      .duration = "30s"});
  CHECK(outcome.connected == 28'233);
}

TEST_CASE("P18: k ports serve k connections to each of two destinations, on every Linux", "[host][linux]") {
  for (const OsProfile* os : catalogue()) {
    if (os->id.substr(0, 6) != "linux-") continue;
    CAPTURE(os->id);
    const Outcome outcome =
        outcome_of({.os = std::string{os->id}, .services = "{address: 10.0.1.20, port: 80, count: 2}"});
    CHECK(outcome.connected == 20);
  }
}

TEST_CASE("P20: of the range 10-21 with 11, 14-18 and 19 reserved five ports are used", "[host][linux]") {
  const Outcome outcome = outcome_of({.settings = "net.ipv4.ip_local_port_range: 10 21, "
                                                  "net.ipv4.ip_local_reserved_ports: \"11,14-18,19\""});
  CHECK(std::set<PortOffset>{outcome.ports.begin(), outcome.ports.end()} ==
        std::set<PortOffset>{0, 2, 3, 10, 11});
  CHECK(outcome.connected == 5);
  CHECK(outcome.failed == 55);
}

// One attempt passes over a port of a range of odd size: three ports carry two connections at once.
TEST_CASE("A range of three ports carries two connections at once on Linux", "[host][linux]") {
  CHECK(outcome_of({.settings = "net.ipv4.ip_local_port_range: 40000 40002"}).connected == 2);
}

// 28,232 ports and 60 s: 470.5 connections a second.
TEST_CASE("F04: Linux 4.2 carries 470 evenly spaced connections a second, and not 480", "[host][linux]") {
  const auto at_rate = [](const char* rate) {
    return outcome_of({.os = "linux-4.2",
                       .settings = "",
                       .client = fmt::format("{{model: open, arrivals: constant, rate: {}}}", rate),
                       .workload = "closes: client",
                       .duration = "3min"});
  };
  CHECK(at_rate("470/s").failed == 0);
  CHECK(at_rate("480/s").failed > 0);
  const Outcome at_600 = at_rate("600/s");
  CHECK(in_seconds(at_600.first_failure) == Approx(47.1).margin(0.1));
  CHECK(static_cast<double>(at_600.failed) / (600 * 180) == Approx(0.216).margin(0.001));
}

TEST_CASE("F04: with tcp_tw_reuse 1 a destination takes thousands of connections a second", "[host][linux]") {
  const Outcome outcome = outcome_of({.settings = "net.ipv4.tcp_tw_reuse: 1",
                                      .client = "{model: open, arrivals: constant, rate: 1000/s}",
                                      .workload = "closes: client",
                                      .duration = "2min"});
  CHECK(outcome.failed == 0);
}

// 16,384 ports and 30 s: 546 connections a second, whatever their destinations.
TEST_CASE("macOS carries 546 connections a second to all destinations together", "[host][macos]") {
  const auto at_rate = [](const char* rate) {
    return outcome_of({.os = "macos",
                       .settings = "",
                       .services = "{address: 10.0.1.20, port: 80, count: 10}",
                       .client = fmt::format("{{model: open, arrivals: constant, rate: {}}}", rate),
                       .workload = "closes: client",
                       .duration = "2min"});
  };
  CHECK(at_rate("546/s").failed == 0);
  CHECK(at_rate("547/s").failed > 0);
}

// 16,384 ports at one a second: 4.55 h after 49 d 17 h 2 min 47.296 s of uptime.
TEST_CASE("L3: macOS 26.0 runs out of ports 4.55 h after its clock has stopped", "[host][macos]") {
  const Outcome outcome = outcome_of({.os = "macos-26.0",
                                      .settings = "",
                                      .workload = "closes: client",
                                      .duration = "6h",
                                      .host = "uptime: 4294967s"});
  const Duration stopped = 296ms;  // 2^32 ms less the uptime
  CHECK(in_seconds(outcome.first_failure) == Approx(in_seconds(stopped) + 16'384).margin(40));
  const Outcome later = outcome_of({.os = "macos",
                                    .settings = "",
                                    .workload = "closes: client",
                                    .duration = "6h",
                                    .host = "uptime: 4294967s"});
  CHECK(later.failed == 0);
}

TEST_CASE("FreeBSD 13 drops the oldest of 27,767 entries, so that TIME_WAIT alone uses up no range",
          "[host][bsd]") {
  const auto failed_on = [](const char* os) {
    return outcome_of({.os = os,
                       .settings = "",
                       .client = "{model: open, arrivals: constant, rate: 1000/s}",
                       .workload = "closes: client",
                       .duration = "2min"})
        .failed;
  };
  CHECK(failed_on("freebsd-13") == 0);
  CHECK(failed_on("freebsd-14") > 0);  // 55,536 ports and 60 s: 926/s
}
